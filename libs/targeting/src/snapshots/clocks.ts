import { HttpStatus } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProblemException } from '../http/problem.js';

/** So far, in milliseconds, the clock of a process may be from that of the database: those of two processes by twice as much. */
const tolerated = 30_000;

interface Times {
  /** The database's. */
  readonly clock: Date;
  /** When a campaign was sent last, by the clock of the process that sent it. */
  readonly last: Date | null;
}

/**
 * A send keeps out who was contacted up to now. By a clock behind that of the process that sent before, it would not see those whom that has
 * just contacted: it waits until that has passed. To be called before the send has its instant, while nobody else can send.
 * @param now the present instant, as sends have it
 * @throws ProblemException 503 when clocks differ by more than is tolerated
 */
export async function passLastSend(now: () => number, manager: EntityManager): Promise<void> {
  const [{ clock, last }] = await manager.query<[Times]>(
    `SELECT clock_timestamp() AS clock, max(taken_at) AS last FROM targeting.snapshots WHERE campaign_id IS NOT NULL`,
  );
  if (Math.abs(Date.now() - clock.getTime()) > tolerated)
    throw refusedByClock(
      `The clocks of this server and of the database differ by more than ${tolerated / 1000} seconds. Set them right`,
    );
  const behind = () => (last ? last.getTime() - now() : 0);
  if (behind() > 0 && behind() <= 2 * tolerated) await sleep(behind() + 2);
  if (behind() > 0)
    throw refusedByClock(
      `The last campaign was sent by a clock that was ahead of this one, at ${last!.toISOString()}. Set the clocks right, or wait until then`,
    );
}

function refusedByClock(why: string): ProblemException {
  const message = `${why}, and send again. Nothing was sent: who was contacted lately would not be kept out.`;
  return new ProblemException(HttpStatus.SERVICE_UNAVAILABLE, message, [
    { path: '', code: 'clock', message },
  ]);
}
