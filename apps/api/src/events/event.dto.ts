import { IsOptional } from 'class-validator';
import { PageQuery } from 'nest-targeting';
import type { JsonValue } from '../catalogue/json-value.js';
import { StoredText } from '../http/stored-text.js';
import type { Event } from './event.entity.js';

/** Whose event it is: exactly one of the three. */
export class EventCustomerDto {
  /** @example 17 */
  id?: number;
  external_id?: string;
  email?: string;
}

/** Something that a customer did. */
export class EventDto {
  customer: EventCustomerDto;
  /** @example 'purchase' */
  type: string;
  /**
   * When: ISO 8601 with a time zone.
   * @example '2026-11-22T10:00:00Z'
   */
  occurred_at: string;
  /**
   * What else is known of it. The type of a property is that of its first value; values of another type are kept, and count
   * as missing in rules.
   * @example { "amount": 20.5, "category": "books" }
   */
  properties?: Record<string, JsonValue>;
  /**
   * Idempotency key: of events of a customer with the same key only the first is kept.
   * @example 'order-4711'
   */
  key?: string | null;
}

/** A batch of events. */
export class EventBatchDto {
  /** At most 10,000. */
  events: EventDto[];
}

/** Why an event was not accepted. */
export class RejectedEvent {
  /**
   * Position in the batch, from 0.
   * @example 3
   */
  index: number;
  /** @example 'unknown_customer' */
  code: string;
  /** @example 'There is no such customer.' */
  message: string;
}

export class EventBatchResponse {
  /** Events that are kept now. @example 2 */
  accepted: number;
  /** Events whose key had come before. @example 0 */
  duplicates: number;
  rejected: RejectedEvent[];
}

/** Query of the events of a customer. */
export class EventQuery extends PageQuery {
  /** Part of the type. */
  @IsOptional()
  @StoredText()
  q?: string;

  /** Only events of this type. */
  @IsOptional()
  @StoredText()
  type?: string;
}

export class EventResponse {
  /** @example 42 */
  id: number;
  /** @example 17 */
  customer_id: number;
  /** @example 'purchase' */
  type: string;
  occurred_at: Date;
  /** @example { "amount": 20.5, "category": "books" } */
  properties: Record<string, JsonValue>;
  /** @example 'order-4711' */
  key: string | null;
}

export class EventPage {
  data: EventResponse[];
  /** How many events there are on all pages. */
  total: number;
}

export const mapEvent = ({ id, customerId, type, occurredAt, properties, key }: Event): EventResponse => ({
  id: Number(id),
  customer_id: customerId,
  type,
  occurred_at: occurredAt,
  properties,
  key,
});
