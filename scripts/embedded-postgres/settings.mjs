import { existsSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The settings of the server, as arguments. They go with every start, so a cluster never keeps old ones.
 * @param {string} cluster @param {{ port: number, fast: boolean, flags: string[], sockets: boolean }} options
 */
export function serverArguments(cluster, { port, fast, flags, sockets }) {
  const settings = {
    ...reachableFromHereOnly(port),
    // Beside its files, which only its account and root can enter.
    unix_socket_directories: sockets && canHaveSocket(cluster, port) ? cluster : '',
    ...common,
    ...sharedMemory(),
    ...(fast ? unsafeButFast : {}),
  };
  return [...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]), ...flags];
}

/** @param {number} port */
const reachableFromHereOnly = (port) => ({ listen_addresses: '127.0.0.1', port });

/** The longest path that a socket can have on macOS; elsewhere it may be a little longer. */
const longestSocketPath = 103;

const socketIn = (/** @type {string} */ cluster, /** @type {number} */ port) =>
  join(cluster, `.s.PGSQL.${port}`);

/** A comma would end the name. @param {string} cluster @param {number} port */
const canHaveSocket = (cluster, port) =>
  process.platform !== 'win32' &&
  !cluster.includes(',') &&
  Buffer.byteLength(socketIn(cluster, port)) <= longestSocketPath;

/** Whether a running server can be asked by its socket, which takes less time than by TCP. @param {string} cluster @param {number} port */
export const hasSocket = (cluster, port) =>
  canHaveSocket(cluster, port) && existsSync(socketIn(cluster, port));

const common = {
  max_connections: 100,
  shared_buffers: '256MB',
  work_mem: '64MB',
  maintenance_work_mem: '256MB',
  // The queries here are short; compiling them costs more than it saves.
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  // A query whose client has died stops, instead of holding its locks to the end. Not to be had on Windows.
  ...(process.platform === 'win32' ? {} : { client_connection_check_interval: '2s' }),
};

/** For tests, whose data is little, and missed by nobody after a crash. */
const unsafeButFast = {
  ...{ fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  // Of tables too small for statistics PostgreSQL thinks that they are large: the helpers that it then starts cost 100 ms a query.
  max_parallel_workers_per_gather: '0',
};

/** Containers often have 64 MB of /dev/shm, which one parallel query can fill: then files serve instead. */
function sharedMemory() {
  if (process.platform !== 'linux') return {};
  try {
    const { bsize, blocks } = statfsSync('/dev/shm');
    return bsize * blocks >= 512 * 1024 * 1024 ? {} : { dynamic_shared_memory_type: 'mmap' };
  } catch {
    return { dynamic_shared_memory_type: 'mmap' };
  }
}
