import pg from 'pg';
import { startEmbeddedPostgres } from '../embedded-postgres/index.mjs';
import { watchCpu } from './cpu.mjs';

/** @typedef {{ url: string, stop(): Promise<void> }} BenchServer */

/**
 * The server with the database of this size: both sides of every comparison use it.
 * @param {import('./options.mjs').Options} options @param {(line: string) => void} log
 * @returns {Promise<BenchServer>}
 */
export async function openServer({ size, customers, data, databaseUrl }, log) {
  const database = `bench_${size}`;
  if (databaseUrl) return { url: await createIn(databaseUrl, database), stop: async () => {} };
  const settings = {
    shared_buffers: customers >= 1_000_000 ? '2GB' : '256MB',
    work_mem: '64MB',
    maintenance_work_mem: '512MB',
    // No checkpoint in the middle of a measurement.
    max_wal_size: '8GB',
    checkpoint_timeout: '1h',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const { url, stop, pid } = await startEmbeddedPostgres({ dataDir: data, database, flags, log });
  watchCpu(pid);
  return { url, stop };
}

/** @param {string} server @param {string} database */
async function createIn(server, database) {
  const client = await connect(server);
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (!rowCount) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

/** @param {string} url */
export async function connect(url) {
  const client = new pg.Client({ connectionString: url, application_name: 'bench' });
  // Without a listener, a server that goes away would end this process half way through stopping.
  client.on('error', () => {});
  await client.connect();
  return client;
}

const shown = [
  ...['server_version', 'shared_buffers', 'work_mem', 'max_wal_size', 'max_parallel_workers_per_gather'],
  ...['random_page_cost', 'fsync', 'synchronous_commit', 'jit'],
];

/** @param {pg.Client} sql @returns {Promise<Record<string, string>>} */
export async function serverSettings(sql) {
  const { rows } = await sql.query(
    'SELECT name, current_setting(name) AS value FROM unnest($1::text[]) AS name',
    [shown],
  );
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}
