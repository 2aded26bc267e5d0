import { cpus, totalmem } from 'node:os';
import { agreement } from './agreement.mjs';
import { App } from './app.mjs';
import { epoch } from './clock.mjs';
import { openServer, serverSettings } from './database.mjs';
import { contextOf, openData } from './prepare.mjs';
import { works } from './works/index.mjs';

/** @typedef {(close: () => Promise<unknown>) => void} ToClose */

/**
 * Starts what is needed, measures, and stops it all again.
 * @param {import('./options.mjs').Options} options @param {{ log: (line: string) => void, signal: AbortSignal }} session
 * @returns {Promise<import('./results.mjs').Results>}
 */
export async function run(options, { log, signal }) {
  /** @type {(() => Promise<unknown>)[]} */
  const open = [];
  try {
    const { bench, settings } = await begin(options, log, (close) => void open.push(close));
    const machine = {
      ...{ cpu: cpus()[0]?.model, cores: cpus().length },
      ...{ memory: totalmem(), node: process.version },
    };
    const { customers } = options;
    return {
      customers,
      machine,
      settings,
      form: bench.form,
      ...(await measureAll(bench, options.only, log, signal)),
    };
  } finally {
    for (const close of open.reverse())
      await close().catch((error) => log(`While stopping: ${error.message}`));
  }
}

/** @param {import('./options.mjs').Options} options @param {(line: string) => void} log @param {ToClose} toClose */
async function begin(options, log, toClose) {
  const server = await openServer(options, log);
  toClose(() => server.stop());
  const sql = await openData(server.url, options.customers, log);
  toClose(() => sql.end());
  const settings = await serverSettings(sql);
  log(
    `PostgreSQL: ${Object.entries(settings)
      .map((pair) => pair.join(' '))
      .join(' · ')}`,
  );

  const start = async (/** @type {Record<string, string>} */ env) => {
    const app = await App.start({ databaseUrl: server.url, instant: epoch, env });
    toClose(() => app.stop());
    return app;
  };
  const apps = { warm: await start({}), plain: await start({ TARGETING_ENGINE: 'off' }) };
  return { bench: await contextOf(options, { sql, ...apps }), settings };
}

/**
 * @param {import('./prepare.mjs').Bench} bench @param {string[]} only
 * @param {(line: string) => void} log @param {AbortSignal} signal
 */
async function measureAll(bench, only, log, signal) {
  const agreed = await agreement(bench);
  log(`The audience by ${Object.keys(agreed.counts).length} methods: ${JSON.stringify(agreed.counts)}`);
  /** @type {import('./lines.mjs').Line[]} */
  const lines = [];
  for (const [name, work] of Object.entries(works)) {
    if (only.length > 0 && !only.includes(name)) continue;
    signal.throwIfAborted();
    // What the work before it has left to be written is not to be written beside this one.
    await bench.sql.query('CHECKPOINT');
    const started = Date.now();
    lines.push(...(await work(bench)).map((line) => ({ name, ...line })));
    log(`${name}: ${Math.round((Date.now() - started) / 1000)} s`);
  }
  const memory = { warm: await bench.warm.memory(), plain: await bench.plain.memory() };
  return { agreed, lines, memory };
}
