import { readFileSync, realpathSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPostmaster, logFile, spawnPostmaster, stopPostmaster } from './postmaster.mjs';
import { dataDirectory, openSession, takeLock } from './session.mjs';

/**
 * @typedef {import('./postmaster.mjs').Postmaster} Postmaster
 * @typedef {import('./place.mjs').Place} Place
 * @typedef {{ password: string, flags: string[], fast: boolean, log: (line: string) => void }} Options
 */

/** What passes: a port taken since it was chosen, children of a killed server, a server that is just stopping. */
const passing =
  /address already in use|pre-existing shared memory|lock file "postmaster.pid"|shutting down|connection terminated|terminating connection/i;

/**
 * A server over this cluster, and the session in which we hold the lock that makes it ours.
 * @param {Place} place @param {Options} options
 */
export async function bringUp(place, options) {
  let sockets = true;
  for (let attempt = 1; ; attempt++) {
    try {
      return await tryOnce(place, { ...options, sockets });
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      // Some file systems have none, for example those that a virtual machine shares with its host.
      if (/could not create any Unix-domain sockets/.test(message)) sockets = false;
      else if (attempt === 20 || !passing.test(message)) throw error;
      await sleep(500);
    }
  }
}

/** @param {Place} place @param {Options & { sockets: boolean }} options */
async function tryOnce(place, options) {
  const found = findPostmaster(place.cluster);
  const postmaster = found ?? (await spawnPostmaster(place, { ...options, port: await freePort() }));
  const session = await firstSession(place, postmaster, options).catch(async (error) => {
    if (!found) await stopPostmaster(place, postmaster, 'fast');
    throw error;
  });
  const other = await takeLock(session);
  if (other) {
    await session.end();
    throw new Error(
      `The database in ${place.home} is in use by another running instance (${other}). ` +
        'Stop that one first, or start this one with a data directory of its own: DATA_DIR=… npm start',
    );
  }
  if (found)
    options.log(`Using PostgreSQL (process ${found.pid}), which a killed instance had left running.`);
  return { postmaster, session };
}

/** @returns {Promise<number>} */
const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });

/** @param {Place} place @param {Postmaster} postmaster @param {Options} options */
async function firstSession(place, postmaster, { password, log }) {
  let giveUp = Date.now() + 30_000;
  const sayWhy = setTimeout(
    () => log('PostgreSQL is not ready yet; after a crash it recovers first …'),
    3_000,
  );
  try {
    for (;;) {
      const result = await openSession(postmaster.port, password).catch(
        (/** @type {Failure} */ error) => error,
      );
      if (!(result instanceof Error)) return await refuseOtherDirectory(place, postmaster, result);
      if (!postmaster.isRunning()) throw new Error(`PostgreSQL has stopped:\n${endOfLog(place.home)}`);
      // It answers "starting up": recovery takes as long as it takes.
      if (result.code === '57P03' && /starting up|recover|not yet accepting/.test(result.message)) {
        giveUp = Date.now() + 30_000;
      } else if (Date.now() > giveUp || !waiting.has(result.code ?? ''))
        throw cannotConnect(place, postmaster, result);
      await sleep(25);
    }
  } finally {
    clearTimeout(sayWhy);
  }
}

/** @typedef {Error & { code?: string }} Failure */

/** Not listening yet, dropped while stopping, timed out (no code), "cannot connect now" while stopping. */
const waiting = new Set(['ECONNREFUSED', 'ECONNRESET', '57P03', '']);

/** @param {Place} place @param {Postmaster} postmaster @param {Error} cause */
const cannotConnect = (place, postmaster, cause) =>
  new Error(
    `PostgreSQL (process ${postmaster.pid}) runs over ${place.cluster}, but does not let us in: ${cause.message}. ` +
      `Stop that process and start again. Its log: ${logFile(place.home)}`,
    { cause },
  );

/** @param {string} home */
const endOfLog = (home) => readFileSync(logFile(home), 'utf8').trim().split('\n').slice(-8).join('\n');

/** @param {Place} place @param {Postmaster} postmaster @param {import('pg').Client} session */
async function refuseOtherDirectory(place, postmaster, session) {
  const directory = await dataDirectory(session);
  if (realpathSync.native(directory) === realpathSync.native(place.cluster)) return session;
  await session.end();
  throw cannotConnect(place, postmaster, new Error(`its data directory is ${directory}`));
}
