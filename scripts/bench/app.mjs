import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { watchCpu } from './cpu.mjs';

/** The application has a limit of time, and says so when it is reached. */
export class GaveUp extends Error {}

/** The application in a process of its own, and its HTTP API. */
export class App {
  /** @param {import('node:child_process').ChildProcess} process @param {string} url */
  constructor(process, url) {
    this.process = process;
    this.api = `${url}/api`;
  }

  /** @param {{ databaseUrl: string, instant: Date, env?: Record<string, string> }} options */
  static async start({ databaseUrl, instant, env = {} }) {
    const child = fork(fileURLToPath(new URL('serve.mjs', import.meta.url)), {
      env: { ...process.env, ...env, DATABASE_URL: databaseUrl, BENCH_INSTANT: instant.toISOString() },
      execArgv: [],
    });
    watchCpu(child.pid);
    return new App(child, await answerOf(child));
  }

  async stop() {
    // It may have ended by itself: Ctrl-C in a terminal reaches it, too.
    if (!this.process.connected) return;
    const ended = once(this.process, 'exit');
    this.process.disconnect();
    await ended;
  }

  /** @param {Date} to */
  async setClock(to) {
    await this.order('setClock', to.toISOString());
  }

  /** By how many bytes the process grows at most while it does this. @template T @param {() => Promise<T>} work */
  async growth(work) {
    const before = await this.order('watchMemory');
    const result = await work();
    const { peak } = await this.order('memory');
    return { result, bytes: Math.max(0, peak - before) };
  }

  /** @returns {Promise<number>} in bytes */
  async memory() {
    return (await this.order('memory')).now;
  }

  /** @param {string} order @param {unknown} [argument] */
  order(order, argument) {
    const answer = answerOf(this.process);
    this.process.send({ order, argument });
    return answer;
  }

  /** @param {string} path */
  get(path) {
    return this.ask('GET', path);
  }

  /** @param {string} path @param {unknown} body */
  post(path, body) {
    return this.ask('POST', path, body);
  }

  /**
   * What is timed is asked as plainly as can be: `fetch` would be a good part of it.
   * @param {string} method @param {string} path @param {unknown} [body] @returns {Promise<any>}
   */
  async ask(method, path, body) {
    const { status, text } = await exchange(this.api + path, method, body);
    if (status < 400) return JSON.parse(text);
    throw failure(`${method} ${path}`, status, text);
  }

  /** @param {string} path */
  async remove(path) {
    await this.request(path, { method: 'DELETE' });
  }

  /** Uploads a CSV, and waits until it has been imported. @param {string} path @param {Blob} csv */
  async importCsv(path, csv) {
    const form = new FormData();
    form.set('file', csv, 'bench.csv');
    let report = await (await this.request(path, { method: 'POST', body: form })).json();
    while (report.status === 'running') {
      await new Promise((resolve) => setTimeout(resolve, 20));
      report = await this.get(`/imports/${report.id}`);
    }
    if (report.status !== 'completed') throw new Error(`The import has ${report.status}: ${report.error}`);
    return report;
  }

  /** Whether there is such an endpoint. @param {string} path */
  async has(path) {
    return (await exchange(this.api + path, 'GET', undefined)).status !== 404;
  }

  /** @param {string} path @returns {Promise<ReadableStream<Uint8Array>>} */
  async stream(path) {
    const { body } = await this.request(path);
    if (!body) throw new Error(`${path} answers with nothing.`);
    return body;
  }

  /** @param {string} path @param {RequestInit} [options] */
  async request(path, options = {}) {
    const response = await fetch(this.api + path, options);
    if (response.ok) return response;
    throw failure(`${options.method ?? 'GET'} ${path}`, response.status, await response.text());
  }
}

const agent = new Agent({ keepAlive: true });

/**
 * @param {string} url @param {string} method @param {unknown} body
 * @returns {Promise<{ status: number, text: string }>}
 */
function exchange(url, method, body) {
  const headers = body === undefined ? {} : { 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (/** @type {string} */ part) => (text += part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      response.on('error', reject);
    });
    asked.on('error', reject);
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** @param {string} what @param {number} status @param {string} answer */
function failure(what, status, answer) {
  const problem = `${what}: ${status} ${answer}`;
  return status === 503 ? new GaveUp(problem) : new Error(problem);
}

/** @param {import('node:child_process').ChildProcess} child */
async function answerOf(child) {
  const stopped = new AbortController();
  const { signal } = stopped;
  try {
    return await Promise.race([
      once(child, 'message', { signal }).then(([{ answer }]) => answer),
      once(child, 'exit', { signal }).then(([code]) => {
        throw new Error(`The application has ended (${code}).`);
      }),
    ]);
  } finally {
    stopped.abort();
  }
}
