// The built application in a process of its own, so that its memory is its own. Started by app.mjs, which it obeys and
// with which it ends.
import { env } from 'node:process';

const main = new URL('../../apps/api/dist/main.js', import.meta.url);
const { start } = await import(main.href);

let instant = new Date(env.BENCH_INSTANT ?? '');
let peak = 0;
const sample = () => (peak = Math.max(peak, process.memoryUsage.rss()));
setInterval(sample, 100).unref();

/** @type {Record<string, (argument: any) => unknown>} */
const orders = {
  setClock: (to) => void (instant = new Date(to)),
  /** Bytes now, and at most since the last time that this was asked. */
  memory: () => {
    const answer = { peak: sample(), now: process.memoryUsage.rss() };
    peak = 0;
    return answer;
  },
};

const server = await start({
  databaseUrl: env.DATABASE_URL,
  port: 0,
  host: '127.0.0.1',
  demo: false,
  timeZone: 'UTC',
  clock: () => instant,
  engine: { enabled: env.TARGETING_ENGINE !== 'off' },
});
const answer = (/** @type {unknown} */ value) => process.send?.({ answer: value ?? null });
process.on('message', (/** @type {{ order: string, argument: unknown }} */ { order, argument }) =>
  answer(orders[order](argument)),
);
process.on('disconnect', () => void server.close().finally(() => process.exit()));
answer(server.url.replace('localhost', '127.0.0.1'));
