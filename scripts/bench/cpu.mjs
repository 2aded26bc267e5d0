import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second. */
const tick = 10;

/** @type {Set<number>} */
const watched = new Set();

/** From here on, the time counts that this process and whatever it starts are given. @param {number | undefined} pid */
export function watchCpu(pid) {
  if (pid !== undefined) watched.add(pid);
}

/** @returns {number | undefined} milliseconds so far; undefined where the system does not tell */
export function cpuTime() {
  const processes = readAll();
  if (processes.size === 0) return undefined;
  let ticks = 0;
  for (const { pid, own, ended } of processes.values()) if (isWatched(pid, processes)) ticks += own + ended;
  return ticks * tick;
}

/** `ended` is what its children had that have ended. @typedef {{ pid: number, parent: number, own: number, ended: number }} Process */

/** @returns {Map<number, Process>} none where there is no /proc */
function readAll() {
  /** @type {Map<number, Process>} */
  const processes = new Map();
  for (const name of namesIn('/proc')) {
    const stat = textOf(`/proc/${name}/stat`);
    if (!stat) continue;
    // The name of the program stands in brackets, and may have any characters.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [, parent = 0] = fields;
    const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11);
    const pid = Number(name);
    processes.set(pid, { pid, parent, own: user + system, ended: endedUser + endedSystem });
  }
  return processes;
}

/** @param {string} directory */
function namesIn(directory) {
  try {
    return readdirSync(directory).filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

/** @param {string} path */
function textOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It has ended in the meantime.
    return undefined;
  }
}

/** @param {number} pid @param {Map<number, Process>} processes */
function isWatched(pid, processes) {
  for (let at = processes.get(pid); at; at = processes.get(at.parent)) if (watched.has(at.pid)) return true;
  return false;
}
