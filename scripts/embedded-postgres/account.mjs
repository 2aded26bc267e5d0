import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

/**
 * Whom the database runs as. `ids` is spread into the options of spawn; empty: as the user of this process.
 * @typedef {{ name: string, ids: { uid?: number, gid?: number } }} Account
 */

const isRoot = () => process.getuid?.() === 0;

/**
 * PostgreSQL refuses to run as root. An existing cluster keeps its owner, whoever starts it.
 * @param {string} cluster
 * @returns {Account}
 */
export function databaseAccount(cluster) {
  const owner = ownerOf(cluster);
  if (!isRoot()) {
    refuseForeignCluster(cluster, owner);
    return { name: 'the current user', ids: {} };
  }
  if (owner && owner.uid !== 0) return { name: `user ${owner.uid}`, ids: owner };
  const account = lookUp('postgres') ?? lookUp('nobody');
  if (account) return account;
  throw new Error(
    'PostgreSQL does not run as root, and there is no account "postgres" or "nobody" to run it as. ' +
      'Start as another user, or set DATABASE_URL to a PostgreSQL server of your own.',
  );
}

/** @param {string} cluster @param {{ uid: number } | undefined} owner */
function refuseForeignCluster(cluster, owner) {
  if (!owner || process.platform === 'win32' || owner.uid === process.getuid?.()) return;
  throw new Error(
    `The database in ${cluster} belongs to another user (${owner.uid}). ` +
      'Start as that user or as root, or choose another directory with DATA_DIR.',
  );
}

/** @param {string} path */
function ownerOf(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat && { uid: stat.uid, gid: stat.gid };
}

/** @param {string} name @returns {Account | undefined} */
function lookUp(name) {
  try {
    const id = (/** @type {string} */ flag) =>
      Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return { name, ids: { uid: id('-u'), gid: id('-g') } };
  } catch {
    return undefined;
  }
}

/**
 * Asks the kernel, as that account, instead of reading mode bits: that counts every parent directory, ACLs and mounts.
 * @param {Account} account @param {'-x' | '-r'} access @param {string} path
 */
export function canReach(account, access, path) {
  if (account.ids.uid === undefined) return true;
  const probe = spawnSync('/bin/sh', ['-c', 'test "$1" "$2"', 'sh', access, path], {
    ...account.ids,
    cwd: '/',
    stdio: 'ignore',
  });
  if (probe.error) throw new Error(`Cannot run a program as ${account.name}: ${probe.error.message}`);
  return probe.status === 0;
}
