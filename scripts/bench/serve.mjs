// The built application in a process of its own, so that its memory is its own. Started by app.mjs, which it obeys and
// with which it ends.
import { env } from 'node:process';

const main = new URL('../../apps/api/dist/main.js', import.meta.url);
const { start } = await import(main.href);

let instant = new Date(env.BENCH_INSTANT ?? '');
let peak = 0;
/** @type {NodeJS.Timeout | undefined} */
let watching;
const sample = () => (peak = Math.max(peak, process.memoryUsage.rss()));

/** @type {Record<string, (argument: any) => unknown>} */
const orders = {
  setClock: (to) => void (instant = new Date(to)),
  /** Until the next `memory`: to look takes time, which is not to be a part of what else is measured. */
  watchMemory: () => {
    peak = 0;
    watching = setInterval(sample, 20);
    return sample();
  },
  /** Bytes now, and at most while it was watched. */
  memory: () => {
    clearInterval(watching);
    return { peak: sample(), now: process.memoryUsage.rss() };
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
