import type { EntityManager } from 'typeorm';
import type { Ordinals } from '../engine/ordinals.js';
import type { View } from '../host/consistent-read.js';
import type { Key } from '../rules/index.js';

/** What was found when a segment was observed. */
export interface Found {
  readonly segmentId: number;
  /** Ordinals. */
  readonly entered: readonly number[];
  readonly left: readonly number[];
  /** Undefined: the data of those who have changed, for the others time. */
  readonly reason: 'definition' | undefined;
  /** Undefined when it is not known: then it may have been the data. */
  readonly changed: ReadonlySet<Key> | undefined;
  /** Members now. */
  readonly count: number;
}

/** When somebody came or left last, or the segment was observed first; undefined when it never was. */
export async function lastWritten(segmentId: number, manager: EntityManager): Promise<number | undefined> {
  const [last] = await manager.query<{ at: Date }[]>(
    'SELECT at FROM targeting.segment_history WHERE segment_id = $1 ORDER BY id DESC LIMIT 1',
    [segmentId],
  );
  return last?.at.getTime();
}

/** Events written by one statement. */
const atATime = 50_000;

/** Key of the advisory lock that events are numbered under. */
const numbering = 7_268_305;

/**
 * Writes one event for each customer who came or left, and the size of the segment. Until the end of the transaction nobody else
 * writes any: whoever reads on from the last id must never find a lower one later. Who has this lock waits for nobody who waits for it.
 */
export async function writeChanges(found: Found, ordinals: Ordinals, view: View): Promise<void> {
  const { manager, moment } = view;
  const at = new Date(moment.now);
  await manager.query('SELECT pg_advisory_xact_lock($1)', [numbering]);
  for (const [change, all] of [
    ['entered', found.entered],
    ['left', found.left],
  ] as const)
    for (let first = 0; first < all.length; first += atATime)
      await writeEvents(found, change, all.slice(first, first + atATime), at, ordinals, view);
  await manager.query(
    `INSERT INTO targeting.segment_history (segment_id, at, count, entered, "left") VALUES ($1, $2, $3, $4, $5)`,
    [found.segmentId, at, found.count, found.entered.length, found.left.length],
  );
}

function writeEvents(
  { segmentId, reason, changed }: Found,
  change: 'entered' | 'left',
  found: readonly number[],
  at: Date,
  ordinals: Ordinals,
  { manager, catalogue: { customer } }: View,
): Promise<unknown> {
  const customers = ordinals.areKeys
    ? 'SELECT ordinal AS id FROM unnest($1::integer[]) f(ordinal)'
    : 'SELECT o.customer_id AS id FROM targeting.ordinals o WHERE o.ordinal = ANY($1::integer[])';
  return manager.query(
    `INSERT INTO targeting.membership_events (customer_id, segment_id, change, reason, at)
       SELECT id, $2, $3, coalesce($4::text, CASE WHEN id = ANY($5::${customer.keyType}[]) THEN 'data' ELSE 'time' END), $6
       FROM (${customers}) c ORDER BY id`,
    [found, segmentId, change, reason ?? (changed ? null : 'data'), [...(changed ?? [])], at],
  );
}
