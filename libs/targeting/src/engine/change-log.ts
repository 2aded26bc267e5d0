import { randomInt } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { queryPrepared } from '../host/prepared.js';
import type { Key } from '../rules/index.js';

/** Changes of customers themselves: whoever appears, goes, or has another value. */
export const customerChanges = 'customers';
export const contactChanges = 'contacts';
/** Of segments, lists, imports and of the tables that the host's catalogue is read from. */
export const definitionChanges = 'definitions';
export const listChanges = (id: number): string => `list:${id}`;

/** What is logged, each by a trigger of its own on every watched table. */
export const operations = ['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'] as const;
export type Operation = (typeof operations)[number];
export const triggerName = (operation: Operation): string => `targeting_log_${operation.toLowerCase()}`;

/** Customers that changed in one source, by one statement; null: any may have. */
export interface Change {
  readonly source: string;
  readonly keys: readonly Key[] | null;
}

/** Where a reader stands: it has seen what its snapshot of the database saw, in that generation of the log. */
export interface Watermark {
  readonly generation: string;
  readonly xmin: string;
  readonly xmax: string;
  /** Transactions below `xmax` that were not yet visible. */
  readonly inProgress: readonly string[];
  /**
   * Files, partitions and triggers of the watched tables: others after a rewrite, an attached partition, or where a trigger was dropped
   * or switched off, be it for a moment. Of none of these does the log tell.
   */
  readonly structure: string;
}

/** What a reader finds: the changes since its watermark, or that it must start anew. */
export interface Drained {
  readonly watermark: Watermark;
  readonly changes: readonly Change[] | 'unknown';
  /** Whether there is no partition but the watched ones, these have all triggers, and no subscription writes to them. */
  readonly isWatched: boolean;
}

type Row = { source: string; ids: Key[] | null } & (
  | { snapshot: null }
  | { snapshot: string; generation: string; behind: boolean; structure: string; watched: boolean }
);

/**
 * Reads, in the repeatable-read transaction of the manager, exactly the changes that became visible to it since the watermark.
 * The whole snapshot is the watermark: by its lowest transaction alone, all would be read again while any stays open.
 * @param tables oids of the watched tables and their partitions
 */
export async function drain(
  since: Watermark | undefined,
  tables: readonly string[],
  manager: EntityManager,
): Promise<Drained> {
  const rows = await queryPrepared<Row>(
    manager,
    `SELECT '' AS source, NULL AS ids, pg_current_snapshot()::text AS snapshot, generation::text, trimmed_to > $3::xid8 AS behind,
       concat((SELECT string_agg(oid || ':' || relfilenode, ' ' ORDER BY oid) FROM pg_class WHERE oid = ANY($4::oid[])), ' of ',
         (SELECT string_agg(inhrelid::text, ' ' ORDER BY inhrelid) FROM pg_inherits WHERE inhparent = ANY($4::oid[])), ' by ',
         (SELECT string_agg(oid || ':' || xmin, ' ' ORDER BY oid) FROM pg_trigger WHERE tgrelid = ANY($4::oid[]) AND tgname = ANY($5::name[]))) AS structure,
       NOT EXISTS (SELECT FROM pg_inherits WHERE inhparent = ANY($4::oid[]) AND inhrelid <> ALL($4::oid[]))
         AND NOT EXISTS (SELECT FROM pg_subscription_rel WHERE srrelid = ANY($4::oid[]))
         AND (SELECT count(*) FROM pg_trigger WHERE tgrelid = ANY($4::oid[]) AND tgname = ANY($5::name[]) AND tgenabled = 'A')
           = cardinality($4::oid[]) * cardinality($5::name[]) AS watched
       FROM targeting.changes_meta
     UNION ALL SELECT source, ids, NULL, NULL, NULL, NULL, NULL FROM targeting.changes WHERE xid >= $1::xid8
     UNION ALL SELECT source, ids, NULL, NULL, NULL, NULL, NULL FROM targeting.changes WHERE xid = ANY($2::xid8[]) AND xid < $1::xid8`,
    [
      since?.xmax ?? largest,
      since?.inProgress ?? [],
      since?.xmin ?? largest,
      tables,
      operations.map(triggerName),
    ],
  );
  const head = rows.find((row) => row.snapshot !== null);
  // After a crash the log is empty, and so is this.
  if (!head) throw new LostGeneration();
  const [xmin = '', xmax = '', inProgress = ''] = head.snapshot.split(':');
  const watermark = {
    generation: head.generation,
    structure: head.structure,
    xmin,
    xmax,
    inProgress: inProgress ? inProgress.split(',') : [],
  };
  const isContinued =
    since !== undefined &&
    since.generation === head.generation &&
    since.structure === head.structure &&
    !head.behind;
  const changes = rows.filter((row) => row !== head).map(({ source, ids }) => ({ source, keys: ids }));
  return { watermark, changes: isContinued ? changes : 'unknown', isWatched: head.watched };
}

const largest = String(2n ** 63n - 1n);

/** The log has no generation: it is new, or a crash has emptied it. */
export class LostGeneration extends Error {
  constructor() {
    super('The log of changes has no generation.');
  }
}

/** Begins a generation, unless there is one. */
export const beginGeneration = (manager: EntityManager): Promise<unknown> =>
  manager.query('INSERT INTO targeting.changes_meta (generation) VALUES ($1) ON CONFLICT DO NOTHING', [
    randomInt(2 ** 47),
  ]);

/** The lowest transaction that is not over: what those before it have logged, everyone can read. */
export async function oldestRunning(manager: EntityManager): Promise<string> {
  const [{ xmin }] = await manager.query<[{ xmin: string }]>(
    'SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin',
  );
  return xmin;
}

/** Forgets changes of transactions before `xid`, if there are any. Whoever has not read them starts anew. */
export const trim = (xid: string, manager: EntityManager): Promise<unknown> =>
  manager.transaction(async (within) => {
    const [{ any }] = await within.query<[{ any: boolean }]>(
      'SELECT EXISTS (SELECT FROM targeting.changes WHERE xid < $1::xid8) AS "any"',
      [xid],
    );
    if (!any) return;
    await within.query(
      'UPDATE targeting.changes_meta SET trimmed_to = $1::xid8 WHERE trimmed_to < $1::xid8',
      [xid],
    );
    await within.query('DELETE FROM targeting.changes WHERE xid < $1::xid8', [xid]);
  });
