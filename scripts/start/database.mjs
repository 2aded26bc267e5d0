import pg from 'pg';
import { startEmbeddedPostgres } from '../embedded-postgres/index.mjs';

/** @typedef {{ url: string, where: string, stop?: () => Promise<void> }} Database */

/**
 * @param {import('./settings.mjs').Settings} settings
 * @param {{ log: (line: string) => void, onLost: (reason: Error) => void }} listeners
 * @returns {Promise<Database>}
 */
export async function openDatabase({ databaseUrl, dataDir }, listeners) {
  if (databaseUrl) {
    const version = await checkServer(databaseUrl);
    return { url: databaseUrl, where: `PostgreSQL ${version} of DATABASE_URL` };
  }
  const postgres = await startEmbeddedPostgres({ dataDir, database: 'targeting', ...listeners });
  return { url: postgres.url, where: postgres.home, stop: postgres.stop };
}

/** @param {string} url @returns {Promise<string>} its version */
async function checkServer(url) {
  const client = await connect(url);
  try {
    const { rows } = await client.query(
      "select current_setting('server_version') as name, current_setting('server_version_num')::int as number",
    );
    if (rows[0].number >= 150_000) return rows[0].name;
    throw new Error(
      `The server of DATABASE_URL is PostgreSQL ${rows[0].name}. Version 15 or newer is needed.`,
    );
  } finally {
    await client.end();
  }
}

/** @param {string} url */
async function connect(url) {
  try {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
    client.on('error', () => {});
    await client.connect();
    return client;
  } catch (error) {
    // The address is not repeated: it may hold a password.
    const reason = /** @type {Error & { code?: string }} */ (error);
    throw new Error(
      `Cannot connect to the database of DATABASE_URL: ${reason.message || reason.code}. ` +
        'It has the form postgres://user:password@host:5432/database; unset it to use an embedded database.',
      { cause: error },
    );
  }
}
