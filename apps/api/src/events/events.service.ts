import { HttpStatus, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { findPage, ProblemException, refused } from 'nest-targeting';
import type { FieldType } from 'nest-targeting/rules';
import { DataSource } from 'typeorm';
import { learnEvents, type Types } from '../catalogue/known-types.js';
import { hasSqlState, SqlState } from '../database/sql-state.js';
import { CustomersService } from '../customers/customers.service.js';
import { type CheckedEvent, checkEvent, EventFault, propertyTypes } from './checked-event.js';
import {
  type EventBatchResponse,
  type EventPage,
  type EventQuery,
  mapEvent,
  type RejectedEvent,
} from './event.dto.js';
import { Event } from './event.entity.js';
import { type Inserted, insertEvents } from './insert-events.js';

const LARGEST_BATCH = 10_000;
const columns = {
  sortable: { id: 'event.id', occurred_at: 'event.occurredAt', type: 'event.type' },
  searched: ['event.type'],
};

@Injectable()
export class EventsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly customers: CustomersService,
  ) {}

  /** Keeps the good events of a batch, and says why the others are not accepted. */
  async ingest(body: unknown): Promise<EventBatchResponse> {
    const { good, rejected } = check(eventsOf(body));
    const { accepted, unknown } = await this.keep(good).catch((error: unknown) => {
      // A customer was deleted between look-up and writing, and is unknown now.
      if (hasSqlState(error, SqlState.foreignKeyViolation)) return this.keep(good);
      throw error;
    });
    const nobody = unknown.map((index) => ({
      index,
      code: 'unknown_customer',
      message: 'There is no such customer.',
    }));
    return {
      accepted,
      duplicates: good.length - accepted - unknown.length,
      rejected: [...rejected, ...nobody].sort((a, b) => a.index - b.index),
    };
  }

  private keep(events: CheckedEvent[]): Promise<Inserted> {
    return this.dataSource.transaction(async (manager) => {
      const inserted = await insertEvents(events, manager);
      const kept = new Set(inserted.types);
      if (kept.size > 0) await learnEvents(manager, typesOf(events.filter(({ type }) => kept.has(type))));
      return inserted;
    });
  }

  /** The events of a customer, the latest first unless told otherwise. */
  async ofCustomer(customerId: number, query: EventQuery): Promise<EventPage> {
    await this.customers.findOrFail(customerId);
    const builder = this.dataSource
      .getRepository(Event)
      .createQueryBuilder('event')
      .where('event.customerId = :customerId', { customerId });
    if (query.type) builder.andWhere('event.type = :type', { type: query.type });
    const { rows, total } = await findPage(
      builder,
      query.sort ? query : { order: 'DESC', ...query, sort: 'occurred_at' },
      columns,
    );
    return { data: rows.map(mapEvent), total };
  }
}

function eventsOf(body: unknown): unknown[] {
  const { events, ...others } = (body ?? {}) as { events?: unknown };
  if (!Array.isArray(events)) throw refused('events', 'required', 'events must be an array of events.');
  const [other] = Object.keys(others);
  if (other !== undefined) throw refused(other, 'unknown_property', `There is no property ${other} here.`);
  if (events.length > LARGEST_BATCH) {
    const message = `A batch has at most ${LARGEST_BATCH} events; this one has ${events.length}.`;
    throw new ProblemException(HttpStatus.PAYLOAD_TOO_LARGE, message, [
      { path: 'events', code: 'too_many', message },
    ]);
  }
  return events;
}

function check(events: unknown[]): { good: CheckedEvent[]; rejected: RejectedEvent[] } {
  const good: CheckedEvent[] = [];
  const rejected: RejectedEvent[] = [];
  events.forEach((event, index) => {
    try {
      good.push(checkEvent(event, index));
    } catch (error) {
      if (!(error instanceof EventFault)) throw error;
      rejected.push({ index, code: error.code, message: error.message });
    }
  });
  return { good, rejected };
}

/** Types of the events' properties, each by its first value. */
function typesOf(events: CheckedEvent[]): Map<string, Types> {
  const types = new Map<string, Map<string, FieldType>>();
  for (const event of events) {
    if (!types.has(event.type)) types.set(event.type, new Map());
    const known = types.get(event.type)!;
    for (const [name, type] of propertyTypes(event.properties)) if (!known.has(name)) known.set(name, type);
  }
  return types;
}
