import { fileURLToPath } from 'node:url';
import { startTemporaryPostgres } from '../../scripts/embedded-postgres/temporary.mjs';
import { buildWhatChanged } from '../../scripts/start/build.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** One server for the whole run; each test file makes a database of its own in it (see database.ts). */
export default async function globalSetup({ nonFlagArgs }) {
  const [url] = await Promise.all([process.env.DATABASE_URL || startServer(), buildIfAsked(nonFlagArgs)]);
  process.env.TEST_DATABASE_URL = url;
}

/** What is tested in a browser is what people are given. @param {string[]} wanted */
async function buildIfAsked(wanted) {
  if (wanted.length > 0 && !wanted.some((one) => /console/.test(one))) return;
  await buildWhatChanged(root, { log: console.log, signal: new AbortController().signal });
}

async function startServer() {
  const postgres = await startTemporaryPostgres({ database: 'tests' });
  globalThis.temporaryPostgres = postgres;
  return postgres.url;
}
