import { statfsSync } from 'node:fs';

/**
 * The settings of the server, as arguments. They go with every start, so a cluster never keeps old ones.
 * @param {{ port: number, fast: boolean, flags: string[] }} options
 */
export function serverArguments({ port, fast, flags }) {
  const settings = {
    ...reachableFromHereOnly(port),
    ...common,
    ...sharedMemory(),
    ...(fast ? unsafeButFast : {}),
  };
  return [...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]), ...flags];
}

/** @param {number} port */
const reachableFromHereOnly = (port) => ({
  listen_addresses: '127.0.0.1',
  port,
  unix_socket_directories: '',
});

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
