// The reference application in a process of its own, as it is built; prints where it listens.
import { fileURLToPath } from 'node:url';
import { buildWhatChanged } from '../../scripts/start/build.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
await buildWhatChanged(root, { log: console.error, signal: new AbortController().signal, units: ['server'] });
const { start } = await import('../../apps/api/dist/main.js');

const { url } = await start({
  databaseUrl: process.env.DATABASE_URL,
  port: 0,
  host: '127.0.0.1',
  demo: false,
  timeZone: 'UTC',
});
console.log(url);
