import { startTemporaryPostgres } from '../../scripts/embedded-postgres/temporary.mjs';

/** One server for the whole run; each test file makes a database of its own in it (see database.ts). */
export default async function globalSetup() {
  process.env.TEST_DATABASE_URL = process.env.DATABASE_URL || (await startServer());
}

async function startServer() {
  const postgres = await startTemporaryPostgres({ database: 'tests' });
  globalThis.temporaryPostgres = postgres;
  return postgres.url;
}
