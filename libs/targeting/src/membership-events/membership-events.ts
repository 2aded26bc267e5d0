import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { setTimeout as after } from 'node:timers/promises';
import { Observable } from 'rxjs';
import { DataSource } from 'typeorm';
import type { Key } from '../rules/index.js';

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
