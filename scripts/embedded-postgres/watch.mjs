import { setTimeout as sleep } from 'node:timers/promises';
import { logFile } from './postmaster.mjs';
import { openSession, takeLock } from './session.mjs';

/**
 * Keeps the lock as long as this process lives: when one of its processes crashes, the server closes every session,
 * ours with the lock too, recovers and goes on. Then the lock is taken anew.
 * @param {object} options
 * @param {import('./place.mjs').Place} options.place
 * @param {import('./postmaster.mjs').Postmaster} options.postmaster
 * @param {import('pg').Client} options.session
 * @param {string} options.password
 * @param {((reason: Error) => void) | undefined} options.onLost
 */
export function watchOver({ place, postmaster, session, password, onLost }) {
  let over = false;
  let current = session;
  /** @param {import('pg').Client} held */
  const hold = (held) => {
    current = held;
    // The lock must not keep a process alive that has nothing else to do.
    /** @type {{ unref(): void }} */ (/** @type {unknown} */ (held)).unref();
    held.once('end', () => void (over || renew()));
  };
  const renew = async () => {
    const held = await lockAgain(postmaster, password, () => over).catch((error) => error);
    if (over) return;
    if (!(held instanceof Error)) return hold(held);
    over = true;
    onLost?.(new Error(`The database is lost: ${held.message} Its log: ${logFile(place.home)}`));
  };
  hold(session);
  return {
    end() {
      over = true;
      // Not awaited: the session, and with it the lock, shall last until the server closes it.
      current.removeAllListeners('end');
    },
  };
}

/** @param {import('./postmaster.mjs').Postmaster} postmaster @param {string} password @param {() => boolean} over */
async function lockAgain(postmaster, password, over) {
  while (postmaster.isRunning() && !over()) {
    const session = await openSession(postmaster.port, password).catch(() => undefined);
    const other = session && (await takeLock(session).catch(() => 'lost again'));
    if (session && !other) return session;
    if (other && other !== 'lost again') throw new Error(`another instance (${other}) has taken it.`);
    await sleep(200);
  }
  throw new Error('PostgreSQL has stopped.');
}
