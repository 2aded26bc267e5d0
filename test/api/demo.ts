import request from 'supertest';
import { DemoService } from '../../apps/api/src/demo/demo.service.js';
import { bootApp, type TestApp } from '../support/app.js';
import { misfits, type Schema, type Schemas } from '../support/schema.js';

describe('the demo shop', () => {
  let test: TestApp;
  const api = () => request(test.server);
  const get = async (path: string) =>
    (await api().get(path).expect(200)).body as { total: number; data: unknown[] };

  beforeAll(async () => {
    test = await bootApp();
    await test.app.get(DemoService).loadIfEmpty(() => undefined);
  });
  afterAll(() => test.close());

  const statusOf = async (method: 'post' | 'put', path: string, body: object) =>
    (await (method === 'post' ? api().post(path) : api().put(path)).send(body)).status;

  it('is loaded into an empty database only', async () => {
    const { total } = await get('/api/customers');
    expect(total).toBe(5003);
    await test.app.get(DemoService).loadIfEmpty((progress) => {
      throw new Error(progress);
    });
    expect(await get('/api/customers')).toMatchObject({ total });
  });

  it('has segments and audiences with somebody in them, and campaigns sent in the past', async () => {
    for (const kind of ['segments', 'audiences', 'lists'])
      for (const item of (await get(`/api/${kind}?per_page=100`)).data as {
        name: string;
        customer_count: number;
      }[])
        expect([item.name, item.customer_count > 0]).toEqual([item.name, true]);
    const sent = await get('/api/campaigns?status=sent');
    expect(sent.total).toBe(3);
    for (const campaign of sent.data as { sent_at: string; recipient_count: number }[]) {
      expect(Date.parse(campaign.sent_at)).toBeLessThan(Date.now() - 3 * 86_400_000);
      expect(campaign.recipient_count).toBeGreaterThan(100);
    }
  });

  it('makes every example of the documentation work, and answers as it says', async () => {
    const { body: document } = await api().get('/api/docs-json').expect(200);
    const { paths, components } = document as Document;
    const failed: string[] = [];
    for (const [path, { get: operation }] of Object.entries(paths)) {
      if (!operation) continue;
      const answer = await api().get(withExamples(path, operation)).query(exampleQuery(operation));
      if (answer.status !== 200)
        failed.push(`${path} ${JSON.stringify(exampleQuery(operation))}: ${answer.status}`);
      const schema = operation.responses['200']?.content?.['application/json']?.schema;
      if (schema)
        failed.push(...misfits(answer.body, schema, components.schemas).map((where) => `${path}: ${where}`));
    }
    expect([...new Set(failed)]).toEqual([]);
  });

  it('makes the examples of bodies work, twice', async () => {
    const { body: document } = await api().get('/api/docs-json').expect(200);
    const { paths } = document as { paths: Record<string, Record<string, Operation>> };
    const send = async (method: 'post' | 'put', path: string, expected: number) => {
      const examples = Object.values(
        paths[path]![method]!.requestBody!.content['application/json']!.examples!,
      );
      for (const { value } of [...examples, ...examples])
        expect(await statusOf(method, path.replace('{id}', '1'), value as object)).toBe(expected);
    };
    await send('post', '/api/events', 200);
    await send('put', '/api/customers/{id}', 200);
    await send('post', '/api/campaigns', 201);
    await send('put', '/api/campaigns/{id}', 200);
  });
});

type Example = string | number | undefined;

interface Parameter {
  name: string;
  in: 'path' | 'query';
  example?: Example;
  schema?: { example?: Example };
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Schemas };
}

interface Operation {
  responses: Record<string, { content?: Record<string, { schema?: Schema }> }>;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { examples?: Record<string, { value: unknown }> }> };
}

const exampleOf = ({ example, schema }: Parameter): Example => example ?? schema?.example;

const withExamples = (path: string, { parameters = [] }: Operation): string =>
  parameters.reduce(
    (url, parameter) => url.replace(`{${parameter.name}}`, encodeURIComponent(String(exampleOf(parameter)))),
    path,
  );

/** As Swagger UI fills them in. */
const exampleQuery = ({ parameters = [] }: Operation) =>
  Object.fromEntries(
    parameters
      .filter((parameter) => parameter.in === 'query' && exampleOf(parameter) !== undefined)
      .map((parameter) => [parameter.name, exampleOf(parameter)]),
  );
