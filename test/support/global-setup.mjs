import { fileURLToPath } from 'node:url';
import { startTemporaryPostgres } from '../../scripts/embedded-postgres/temporary.mjs';
import { buildWhatChanged } from '../../scripts/start/build.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** One server for the whole run; each test file makes a database of its own in it (see database.ts). */
export default async function globalSetup({ nonFlagArgs }) {
  // What is tested in a browser is what people are given.
  if (nonFlagArgs.length === 0 || nonFlagArgs.some((wanted) => /console/.test(wanted)))
    await buildWhatChanged(root, {
      log: console.log,
      signal: new AbortController().signal,
    });
  process.env.TEST_DATABASE_URL = process.env.DATABASE_URL || (await startServer());
}

async function startServer() {
  const postgres = await startTemporaryPostgres({ database: 'tests' });
  globalThis.temporaryPostgres = postgres;
  return postgres.url;
}
