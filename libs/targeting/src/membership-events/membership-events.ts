import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { setTimeout as after } from 'node:timers/promises';
import { Observable } from 'rxjs';
import { DataSource } from 'typeorm';
import type { Key } from '../rules/index.js';

/*
 * How it is known who comes and goes.
 * A segment is observed: whom its rules hold for now is compared with whom they held for when it was observed before. Nothing is told
 * of who was in it the first time; of somebody who came and left in between, nothing either.
 * 1. One process at a time, by a lease, observes all active segments every ten seconds (observation-loop.ts); whoever asks for the
 *    history or the events of a segment has it observed at once, in any process (history.service.ts).
 * 2. The observer (segment-observer.ts) asks the sets in memory, brought up to date in its own transaction, and has the segment's lock
 *    while it compares. Where memory cannot serve nothing is observed, and answers say so (`not_observed`).
 * 3. What was observed before is a set of bits in the database (observed-members.ts), for whichever process observes next; a process
 *    has what it saw last in memory, too. The revision says whether another has been there since.
 * 4. Under a lock that all processes share, the events and the new size are written (write-changes.ts), then what was observed; all of it
 *    or nothing. So ids become visible in ascending order, and whoever reads on from the last id (below) misses none.
 * 5. The instant is the one of the process's clock, but never before what was written last, unless that is more than a minute ahead.
 *    Sizes are ordered by id, since a clock may be put back.
 * 6. Events and sizes are let go of after 90 days, but for the last size of each segment (observation-loop.ts).
 */

/** A customer came into a segment, or left it. */
export interface MembershipEvent {
  /** Ascending; the place to go on from. Of type bigint, hence a text. */
  readonly id: string;
  readonly customerId: Key;
  readonly segmentId: number;
  readonly change: 'entered' | 'left';
  /**
   * What made it.
   * - `definition`: the segment's rules, or those of one that it refers to, have changed since it was observed before. Said of everybody
   *   who came or left in that observation, whatever else has happened.
   * - `time`: time has passed, and nothing of the customer has been written since.
   * - `data`: anything else. Something of the customer has been written since, be it what the rules ask for or not (time may have passed
   *   as well); or it is not known: when a process observes the segment for the first time, as after a restart or when it takes over
   *   from another; when its memory has begun anew; after more than 100,000 changes; and after what names no customers: a statement that
   *   changes more than 10,000, a change of any list, `changed_all()`.
   */
  readonly reason: 'data' | 'time' | 'definition';
  /** When it was observed: up to some seconds after it happened, by the clock of the process that observed it. */
  readonly at: Date;
}

export interface MembershipEventsOptions {
  /** Only of this segment. */
  segmentId?: number;
  /** Ends it. */
  signal?: AbortSignal;
}

const page = 1_000;
/** How often is looked for new ones when all have been told. */
const every = 1_000;

/** Who came into segments and who left them, for the host: at least once, in order. */
@Injectable()
export class MembershipEvents {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /**
   * All events after a cursor, and then those to come. Remember the `id` of what you have dealt with: after a restart go on from there.
   * @param cursor `id` of the last event dealt with; `'0'`: from the beginning
   */
  async *since(
    cursor: string,
    { segmentId, signal }: MembershipEventsOptions = {},
  ): AsyncGenerator<MembershipEvent, void> {
    let last = cursor;
    while (!signal?.aborted) {
      const events = await this.after(last, segmentId);
      for (const event of events) {
        if (signal?.aborted) return;
        yield event;
        last = event.id;
      }
      if (events.length < page) await after(every, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** Events from now on, in whichever process they were found; for `EventEmitter2` or an event bus of the host. */
  stream(options: Omit<MembershipEventsOptions, 'signal'> = {}): Observable<MembershipEvent> {
    return new Observable((subscriber) => {
      const stop = new AbortController();
      const tell = async () => {
        const [{ last }] = await this.dataSource.query<[{ last: string }]>(
          'SELECT coalesce(max(id), 0)::text AS last FROM targeting.membership_events',
        );
        for await (const event of this.since(last, { ...options, signal: stop.signal }))
          subscriber.next(event);
      };
      tell().catch((error: unknown) => subscriber.error(error));
      return () => stop.abort();
    });
  }

  private after(cursor: string, segmentId: number | undefined): Promise<MembershipEvent[]> {
    return this.dataSource.query<MembershipEvent[]>(
      `SELECT id::text, customer_id AS "customerId", segment_id AS "segmentId", change, reason, at FROM targeting.membership_events
         WHERE id > $1::bigint AND ($2::integer IS NULL OR segment_id = $2) ORDER BY id LIMIT ${page}`,
      [cursor, segmentId ?? null],
    );
  }
}
