import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageVersion, program } from './binaries.mjs';

/** @typedef {import('./place.mjs').Place} Place */

const passwordFile = (/** @type {string} */ cluster) => join(cluster, 'launcher-password');

/**
 * Creates the database cluster when there is none, and returns the password of its user `postgres`.
 * @param {Place} place @param {boolean} fast @param {(line: string) => void} log
 */
export async function prepareCluster(place, fast, log) {
  if (!existsSync(join(place.cluster, 'PG_VERSION'))) {
    log(`Creating a database in ${place.cluster} …`);
    await createCluster(place, fast);
  }
  refuseOtherVersion(place);
  return readPassword(place.cluster);
}

/**
 * Made aside and put in place by one rename, complete with its password: a start that is killed half way leaves
 * nothing half made, and of two starts at the same time one wins.
 * @param {Place} place @param {boolean} fast
 */
async function createCluster(place, fast) {
  const aside = mkdtempSync(join(place.home, 'postgres-new-'));
  const made = join(aside, 'cluster');
  const password = join(aside, 'password');
  try {
    writeFileSync(password, randomBytes(24).toString('hex'), { mode: 0o600 });
    for (const path of [aside, password]) giveTo(place.account, path);
    await initdb(place, made, password, fast);
    renameSync(password, passwordFile(made));
    putInPlace(made, place.cluster);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** @param {import('./account.mjs').Account} account @param {string} path */
function giveTo({ ids }, path) {
  if (ids.uid !== undefined && ids.gid !== undefined) chownSync(path, ids.uid, ids.gid);
}

/** @param {string} made @param {string} cluster */
function putInPlace(made, cluster) {
  try {
    renameSync(made, cluster);
  } catch (error) {
    if (existsSync(join(cluster, 'PG_VERSION'))) return;
    throw new Error(`${cluster} is in the way: it exists and holds no database. Move it away.`, {
      cause: error,
    });
  }
}

/** @param {Place} place @param {string} made @param {string} password @param {boolean} fast */
async function initdb(place, made, password, fast) {
  const flags = [
    `--pgdata=${made}`,
    '--username=postgres',
    `--pwfile=${password}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The builtin provider sorts and folds the same on every machine, whatever its C library knows.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    ...(fast ? ['--no-sync'] : []),
  ];
  // Word boundaries of pg_trgm and of full text search still ask the C library, which may lack C.UTF-8.
  const errors = await run(place, [...flags, '--lc-ctype=C.UTF-8']);
  const failure = errors?.includes('invalid locale name') ? await run(place, flags) : errors;
  if (!failure) return;
  throw new Error(
    `PostgreSQL could not create its data directory:\n${failure}\n` +
      'If that cannot be helped, set DATABASE_URL to a PostgreSQL server of your own (15 or newer).',
  );
}

/**
 * @param {Place} place @param {string[]} flags
 * @returns {Promise<string | undefined>} what it said, when it failed
 */
function run(place, flags) {
  return new Promise((resolve, reject) => {
    const child = spawn(program(place.native, 'initdb'), flags, {
      ...place.account.ids,
      cwd: place.home,
      env: childEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let errors = '';
    child.stderr.on('data', (chunk) => (errors += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve(code === 0 ? undefined : errors.trim() || `exit code ${code}`));
  });
}

/** What a user has set for psql and libpq (PGDATA, PGPORT, …) is not meant for this server. */
export function childEnvironment() {
  const own = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('PG') && !name.startsWith('LC_'),
  );
  return { ...Object.fromEntries(own), LC_ALL: 'C' };
}

/** @param {Place} place */
function refuseOtherVersion({ cluster, native }) {
  const found = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  const major = packageVersion(native).split('.')[0];
  if (found === major) return;
  throw new Error(
    `The database in ${cluster} is of PostgreSQL ${found}, the installed one is ${major}. ` +
      'Dump and restore it, or move that directory away to start with an empty database.',
  );
}

/** @param {string} cluster */
function readPassword(cluster) {
  const file = passwordFile(cluster);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  throw new Error(
    `${file} is missing, so nobody can sign in to this database. Restore it, or move ${cluster} away.`,
  );
}
