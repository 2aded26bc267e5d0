import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { canReach, databaseAccount } from './account.mjs';
import { copyBinaries, installedBinaries, linkLibraries, program } from './binaries.mjs';

/**
 * Where everything is, and as whom it runs.
 * @typedef {{ home: string, cluster: string, native: string, account: import('./account.mjs').Account }} Place
 */

export const clusterIn = (/** @type {string} */ home) => join(home, 'postgres');
export const stageLink = (/** @type {string} */ dataDir) => join(dataDir, 'stage');

/**
 * Files are kept in the data directory. Only where the account of the database cannot enter it (a clone in root's home)
 * they are kept in a directory of /var/tmp instead, and the link `stage` in the data directory leads there.
 * @param {string} dataDir @param {(line: string) => void} log
 * @returns {Place}
 */
export function preparePlace(dataDir, log) {
  makeDataDir(dataDir);
  const home = existingStage(dataDir, log) ?? reachableHome(realpathSync(dataDir), log);
  const account = databaseAccount(clusterIn(home));
  return { home, cluster: clusterIn(home), native: reachableBinaries(home, account, log), account };
}

/** @param {string} dataDir */
function makeDataDir(dataDir) {
  if (existsSync(dataDir)) return;
  mkdirSync(dataDir, { recursive: true });
  // Whatever the umask: the account of the database has to pass through. The cluster inside is closed to others.
  chmodSync(dataDir, 0o711);
}

/** @param {string} dataDir @param {(line: string) => void} log */
function existingStage(dataDir, log) {
  const link = stageLink(dataDir);
  if (!lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink()) return undefined;
  const stage = readlinkSync(link);
  const stat = lstatSync(stage, { throwIfNoEntry: false });
  if (!stat) {
    log(`${stage}, which held the database, is gone. Starting with an empty one.`);
    rmSync(link);
    return undefined;
  }
  // Anybody may create names in /var/tmp: only a directory that is ours, and that only we can change, is used.
  if (stat.isDirectory() && stat.uid === process.getuid?.() && (stat.mode & 0o022) === 0) return stage;
  throw new Error(
    `${stage} (from the link ${link}) is not a directory that only this user can change. ` +
      'It is not safe to use: remove the link to start with an empty database.',
  );
}

/** @param {string} dataDir @param {(line: string) => void} log */
function reachableHome(dataDir, log) {
  const account = databaseAccount(clusterIn(dataDir));
  if (canReach(account, '-x', dataDir)) return dataDir;
  if (existsSync(clusterIn(dataDir))) {
    throw new Error(
      `The database in ${dataDir} belongs to ${account.name}, who cannot enter that directory. ` +
        'Allow it (chmod o+x on the directories above), or choose another directory with DATA_DIR.',
    );
  }
  const stage = mkdtempSync('/var/tmp/embedded-pg-');
  chmodSync(stage, 0o711);
  symlinkSync(stage, stageLink(dataDir));
  log(`${account.name}, who runs the database, cannot enter ${dataDir}: its files are in ${stage}.`);
  return stage;
}

/** @param {string} home @param {import('./account.mjs').Account} account @param {(line: string) => void} log */
function reachableBinaries(home, account, log) {
  const native = installedBinaries();
  if (linkLibraries(native) && canReach(account, '-x', program(native, 'postgres'))) return native;
  return copyBinaries(native, home, log);
}
