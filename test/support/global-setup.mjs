import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startTemporaryPostgres } from '../../scripts/embedded-postgres/temporary.mjs';
import { buildWhatChanged } from '../../scripts/start/build.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const openServers = fileURLToPath(new URL('../console/support/open-servers.mjs', import.meta.url));

/** One server for the whole run; each test file makes a database of its own in it (see database.ts). */
export default async function globalSetup({ nonFlagArgs }) {
  const [url] = await Promise.all([process.env.DATABASE_URL || startServer(), serveIfAsked(nonFlagArgs)]);
  process.env.TEST_DATABASE_URL = url;
}

/** What is tested in a browser is what people are given. @param {string[]} wanted */
async function serveIfAsked(wanted) {
  if (wanted.length > 0 && !wanted.some((one) => /console/.test(one))) return;
  await buildWhatChanged(root, { log: console.log, signal: new AbortController().signal });
  const program = fork(openServers, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  globalThis.openServers = program;
  const ended = once(program, 'exit').then(([code]) => {
    throw new Error(`The program that serves the consoles has ended (${code}).`);
  });
  [process.env.TEST_CONSOLE_SERVERS] = await Promise.race([once(program, 'message'), ended]);
  ended.catch(() => undefined); // By then, the tests say what they miss.
}

async function startServer() {
  // Each worker may have several applications open, each with a pool.
  const flags = ['-c', 'max_connections=200'];
  const postgres = await startTemporaryPostgres({ database: 'tests', flags });
  globalThis.temporaryPostgres = postgres;
  return postgres.url;
}
