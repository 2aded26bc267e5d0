import type { Server } from 'node:http';
import request, { type Response, type Test } from 'supertest';

export interface Problem {
  errors: { path: string; code: string }[];
}

/** `path code` of each fault. */
export const faultsOf = ({ errors }: Problem): string[] => errors.map(({ path, code }) => `${path} ${code}`);

/** Requests to a host; each names the status it expects and gives the body. */
export class Api {
  constructor(
    private readonly server: Server,
    private readonly prefix: string,
  ) {}

  get = (path: string, status = 200): Promise<any> => this.body(this.ask('get', path), status);
  post = (path: string, body: object = {}, status = 201): Promise<any> =>
    this.body(this.ask('post', path).send(body), status);
  put = (path: string, body: object, status = 200): Promise<any> =>
    this.body(this.ask('put', path).send(body), status);
  delete = (path: string, status = 204): Promise<any> => this.body(this.ask('delete', path), status);

  upload(
    path: string,
    file: string,
    content: string,
    fields: Record<string, string> = {},
    status = 201,
  ): Promise<any> {
    const ask = this.ask('post', path).field(fields);
    return this.body(ask.attach('file', Buffer.from(content), file), status);
  }

  ask(method: 'get' | 'post' | 'put' | 'delete', path: string): Test {
    return request(this.server)[method](`/${this.prefix}/${path}`);
  }

  /** `path code` of each fault of a refused request. */
  async faults(method: 'post' | 'put', path: string, body: object): Promise<string[]> {
    const problem = await this.body(this.ask(method, path).send(body), 422);
    return faultsOf(problem as Problem);
  }

  /** All pages of a long list. */
  async all<T = any>(path: string, perPage = 1000): Promise<T[]> {
    const rows: T[] = [];
    for (let next: string | null = ''; next !== null;) {
      const after: string = next && `&after=${encodeURIComponent(next)}`;
      const page = await this.get(`${path}${path.includes('?') ? '&' : '?'}per_page=${perPage}${after}`);
      rows.push(...page.data);
      next = page.next;
    }
    return rows;
  }

  private async body(asked: Test, status: number): Promise<any> {
    const response: Response = await asked;
    if (response.status !== status)
      throw new Error(`${response.status} in place of ${status}: ${response.text.slice(0, 1000)}`);
    return response.body;
  }
}
