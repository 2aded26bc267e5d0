import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** @param {number} port @param {string} password @param {string} database */
export const databaseUrl = (port, password, database) =>
  `postgres://postgres:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;

/** @param {number} port @param {string} password */
export async function openSession(port, password) {
  const client = new pg.Client({
    connectionString: databaseUrl(port, password, 'postgres'),
    // Said outright, because PGSSLMODE of the user's shell is meant for other servers.
    ssl: false,
    application_name: sessionName(process.pid),
    connectionTimeoutMillis: 5_000,
  });
  // Without a listener, a server that goes away would end this process.
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** Told to whoever comes second. @param {number | string} pid */
const sessionName = (pid) => `process ${pid}`;

const KEY = 741_852_963;

/**
 * One launcher owns a cluster at a time. An advisory lock, because the server drops it the moment its holder dies,
 * however that dies.
 * @param {pg.Client} session
 * @returns {Promise<string | undefined>} who else holds it
 */
export async function takeLock(session) {
  // A holder that was killed just now may still be on its way out.
  for (const until = Date.now() + 2_000; ; await sleep(100)) {
    const { rows } = await session.query('select pg_try_advisory_lock($1) as taken', [KEY]);
    if (rows[0].taken) return undefined;
    const holder = await lockHolder(session);
    if (Date.now() > until) return holder ?? 'another launcher';
  }
}

/** @param {pg.Client} session @returns {Promise<string | undefined>} */
async function lockHolder(session) {
  const { rows } = await session.query(
    `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
      where l.locktype = 'advisory' and l.granted and l.classid = 0 and l.objid = $1`,
    [KEY],
  );
  return rows[0]?.name;
}

/** @param {pg.Client} session */
export async function dataDirectory(session) {
  const { rows } = await session.query('show data_directory');
  return rows[0].data_directory;
}

/** @param {pg.Client} session @param {string} database */
export async function ensureDatabase(session, database) {
  const { rowCount } = await session.query('select from pg_database where datname = $1', [database]);
  if (!rowCount) await session.query(`create database ${pg.escapeIdentifier(database)}`);
}
