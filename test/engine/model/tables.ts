import type { KeyType } from 'nest-targeting/rules';
import type { Host, Id } from '../../hosts/host.js';

/** Where a host keeps what the model writes. Customers are known by numbers, from which each host makes its keys. */
export interface Tables {
  readonly customers: string;
  readonly key: string;
  readonly keyOf: (number: number) => Id;
  readonly keyType: KeyType;
  readonly email: string;
  readonly consent: string;
  readonly score: string;
  /** SQL that sets a field that may be JSON, from text `$2`. */
  readonly set: Readonly<Record<'city' | 'tag' | 'seen', string>>;
  /** The column of the day a customer came, when there is one. */
  readonly created?: string;
  readonly events: string;
  readonly eventId: string;
  readonly buyer: string;
  /** SQL of an event's instant. */
  readonly at: string;
  /** SQL of an instant as the column has it, from milliseconds `$1`. */
  readonly instant: (milliseconds: string) => string;
  readonly column: { readonly at: string; readonly amount: string; readonly more: string };
  readonly amount: (amount: string) => string;
  readonly more: string;
}

const reference: Tables = {
  customers: 'customers',
  key: 'id',
  keyOf: (number) => number,
  keyType: 'integer',
  email: 'email',
  consent: 'subscribed',
  score: 'score',
  set: {
    city: `attributes = jsonb_strip_nulls(attributes || jsonb_build_object('city', $2::text))`,
    tag: `attributes = jsonb_strip_nulls(attributes || jsonb_build_object('tags', CASE WHEN $2::text IS NOT NULL THEN jsonb_build_array($2::text) END))`,
    seen: `attributes = jsonb_strip_nulls(attributes || jsonb_build_object('seen', $2::text))`,
  },
  created: 'created_at',
  events: 'events',
  eventId: 'id',
  buyer: 'customer_id',
  at: 'occurred_at',
  instant: (milliseconds) => `to_timestamp(${milliseconds}::float8 / 1000)`,
  column: { at: 'occurred_at', amount: 'properties', more: 'type' },
  amount: (amount) => `jsonb_build_object('amount', ${amount}::numeric)`,
  more: `'purchase'`,
};

const foreign: Tables = {
  customers: 'crm.people',
  key: 'person_no',
  keyOf: (number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  keyType: 'uuid',
  email: 'mail',
  consent: 'may_contact',
  score: 'loyalty',
  set: {
    city: `profile = jsonb_strip_nulls(profile || jsonb_build_object('city', $2::text))`,
    tag: `interests = CASE WHEN $2::text IS NOT NULL THEN ARRAY[$2::text] END`,
    seen: `last_seen = $2::timestamptz AT TIME ZONE 'UTC'`,
  },
  events: 'crm.orders',
  eventId: 'order_no',
  buyer: 'buyer_no',
  at: `(placed AT TIME ZONE 'UTC')`,
  instant: (milliseconds) => `to_timestamp(${milliseconds}::float8 / 1000) AT TIME ZONE 'UTC'`,
  column: { at: 'placed', amount: 'total', more: 'item' },
  amount: (amount) => `${amount}::float8`,
  more: 'NULL',
};

export const tablesOf = ({ customers }: Host): Tables =>
  customers.table === reference.customers ? reference : foreign;
