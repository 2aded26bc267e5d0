import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { bringUp } from './bring-up.mjs';
import { prepareCluster } from './cluster.mjs';
import { preparePlace } from './place.mjs';
import { stopPostmaster } from './postmaster.mjs';
import { databaseUrl, ensureDatabase } from './session.mjs';
import { hasSocket } from './settings.mjs';
import { watchOver } from './watch.mjs';

/**
 * @typedef {object} EmbeddedPostgresOptions
 * @property {string} dataDir where the database is kept; made when missing
 * @property {string} database its name; created when missing
 * @property {string[]} [flags] further arguments of the server, e.g. `['-c', 'work_mem=256MB']`
 * @property {(line: string) => void} [log] told what takes time, and what is unusual
 * @property {boolean} [fast] for tests: nothing is forced to disk, so a crash of the machine may lose it all
 * @property {(reason: Error) => void} [onLost] told when the database is gone, and was not stopped from here
 */

/**
 * @typedef {object} EmbeddedPostgres
 * @property {string} url with user and password; by its socket where it has one
 * @property {number} pid of the server
 * @property {string} home where its files really are, which is not `dataDir` when that one had to be staged
 * @property {() => Promise<void>} stop
 * @property {() => Promise<void>} destroy stops, and deletes everything
 */

/**
 * Starts the PostgreSQL that npm installed, over a data directory of its own; adopts the one that runs there already
 * when the process that started it was killed, and refuses when that process lives.
 * @param {EmbeddedPostgresOptions} options
 * @returns {Promise<EmbeddedPostgres>}
 */
export async function startEmbeddedPostgres({
  dataDir,
  database,
  flags = [],
  log = () => {},
  fast = false,
  onLost,
}) {
  const place = preparePlace(resolve(dataDir), log);
  const password = await prepareCluster(place, fast, log);
  const { postmaster, session } = await bringUp(place, { password, flags, fast, log });
  await ensureDatabase(session, database).catch(async (error) => {
    await stopPostmaster(place, postmaster, 'fast');
    throw error;
  });
  const watch = watchOver({ place, postmaster, session, password, onLost });

  /** @param {'fast' | 'immediate'} mode */
  const end = async (mode) => {
    watch.end();
    await stopPostmaster(place, postmaster, mode);
  };
  /** @type {Promise<void> | undefined} */
  let stopped;
  const stop = () => (stopped ??= end('fast'));
  const destroy = async () => {
    await (stopped ??= end('immediate'));
    for (const directory of [place.home, dataDir]) rmSync(directory, { recursive: true, force: true });
  };

  return {
    url: databaseUrl(postmaster.port, password, database) + bySocket(place.cluster, postmaster.port),
    pid: postmaster.pid,
    home: place.home,
    stop,
    destroy,
  };
}

/** @param {string} cluster @param {number} port */
const bySocket = (cluster, port) => (hasSocket(cluster, port) ? `?host=${encodeURIComponent(cluster)}` : '');
