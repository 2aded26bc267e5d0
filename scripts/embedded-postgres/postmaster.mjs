import { execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { program } from './binaries.mjs';
import { childEnvironment } from './cluster.mjs';
import { serverArguments } from './settings.mjs';

/**
 * A running server process.
 * @typedef {{ pid: number, port: number, isRunning(): boolean }} Postmaster
 * @typedef {import('./place.mjs').Place} Place
 * @typedef {Omit<Place, 'account'>} Files
 */

const pidFile = (/** @type {string} */ cluster) => join(cluster, 'postmaster.pid');
export const logFile = (/** @type {string} */ home) => join(home, 'postgres.log');

/**
 * The server that runs over this cluster, e.g. because the process that started it was killed.
 * @param {string} cluster
 * @returns {Postmaster | undefined}
 */
export function findPostmaster(cluster) {
  const text = readIfThere(pidFile(cluster));
  if (text === undefined) return undefined;
  const [pid = 0, , , port = 0] = text.split('\n').map(Number);
  if (runsOver(cluster, pid)) return { pid, port, isRunning: () => runsOver(cluster, pid) };
  // PostgreSQL refuses to start while the file names any live process. Read again, in case a start has just written it.
  if (readIfThere(pidFile(cluster)) === text) rmSync(pidFile(cluster), { force: true });
  return undefined;
}

/** @param {string} path */
function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Process ids are used again: after a reboot, the one in the file may be anybody's. Only a program `postgres` counts
 * (the title of its children begins with `postgres:`), with this data directory or with one that cannot be told.
 * @param {string} cluster @param {number} pid
 */
function runsOver(cluster, pid) {
  const command = commandOf(pid);
  if (!/(^|[/\\])postgres$/.test(command.program)) return false;
  const directory = / -D (\/.*)/.exec(command.line)?.[1];
  return directory === undefined || directory.startsWith(`${cluster} `);
}

const nothing = { program: '', line: '' };

/** @param {number} pid @returns {typeof nothing} also for a process that is dead and not yet reaped */
function commandOf(pid) {
  try {
    if (process.platform === 'linux') {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      return { program: words[0] ?? '', line: words.join(' ') };
    }
    // Windows tells too little: a live process counts, and whether it is the server shows when it is connected to.
    if (process.platform === 'win32')
      return process.kill(pid, 0) ? { program: 'postgres', line: '' } : nothing;
    const ps = (/** @type {string} */ column) =>
      execFileSync('ps', ['-ww', '-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim();
    return { program: ps('comm'), line: `${ps('command')} ` };
  } catch {
    return nothing;
  }
}

/**
 * In a process group of its own: Ctrl-C in a terminal must not reach the database before the application has closed.
 * Its log is a file, because a pipe would break when this process dies and the server lives on.
 * @param {Place} place @param {{ port: number, fast: boolean, flags: string[], sockets: boolean }} options
 * @returns {Promise<Postmaster>}
 */
export function spawnPostmaster(place, options) {
  const log = openSync(logFile(place.home), 'w', 0o600);
  const settings = serverArguments(place.cluster, options);
  forgetSockets(place.cluster);
  const child = spawn(program(place.native, 'postgres'), ['-D', place.cluster, ...settings], {
    ...place.account.ids,
    cwd: place.home,
    env: childEnvironment(),
    detached: true,
    stdio: ['ignore', log, log],
    windowsHide: true,
  });
  closeSync(log);
  child.unref();
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('spawn', () => {
      const isRunning = () => child.exitCode === null && child.signalCode === null;
      resolve({ pid: /** @type {number} */ (child.pid), port: options.port, isRunning });
    });
  });
}

/** Of servers that were killed: each had a port of its own. @param {string} cluster */
function forgetSockets(cluster) {
  for (const name of readdirSync(cluster))
    if (name.startsWith('.s.PGSQL.')) rmSync(join(cluster, name), { force: true });
}

/**
 * @param {Files} place @param {Postmaster} postmaster
 * @param {'fast' | 'immediate'} mode `immediate` loses nothing that was committed, but the next start has to recover
 */
export async function stopPostmaster(place, postmaster, mode) {
  ask(place, postmaster, mode);
  if (await ended(postmaster, 60_000)) return;
  ask(place, postmaster, 'immediate');
  if (await ended(postmaster, 10_000)) return;
  throw new Error(`PostgreSQL (process ${postmaster.pid}) does not stop. Its log: ${logFile(place.home)}`);
}

/** @param {Files} place @param {Postmaster} postmaster @param {'fast' | 'immediate'} mode */
function ask(place, postmaster, mode) {
  try {
    // Windows has no signals: there a kill is always hard.
    if (process.platform === 'win32') {
      execFileSync(program(place.native, 'pg_ctl'), ['stop', '-D', place.cluster, '-m', mode, '--no-wait']);
    } else {
      process.kill(postmaster.pid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
    }
  } catch (error) {
    if (postmaster.isRunning()) throw error;
  }
}

/** @param {Postmaster} postmaster @param {number} patience */
async function ended(postmaster, patience) {
  for (const until = Date.now() + patience; postmaster.isRunning(); await sleep(20)) {
    if (Date.now() > until) return false;
  }
  return true;
}
