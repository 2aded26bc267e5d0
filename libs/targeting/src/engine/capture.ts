import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import {
  type CustomerTable,
  type EventTable,
  type KeyType,
  quoteIdentifier,
  quoteLiteral,
  quoteTable,
} from '../rules/index.js';
import {
  contactChanges,
  customerChanges,
  definitionChanges,
  type Operation,
  operations,
  triggerName,
} from './change-log.js';
import { keySql } from './leaf-sql.js';
import {
  assertNumbersLeft,
  assignOrdinals,
  chooseOrdinals,
  newOrdinalsSql,
  type Ordinals,
} from './ordinals.js';

/** A table whose changes are logged. */
interface Captured {
  readonly table: string;
  /** What is logged when it is emptied. */
  readonly source: string;
  /** SQL that logs the rows of the given transition tables. */
  readonly log: (...rows: readonly TransitionTable[]) => string;
  /** SQL run with new rows as well. */
  readonly also?: string;
  /** Updates of other columns are not logged; no rows are asked for then. */
  readonly columns?: string;
}

/** What is to be captured. */
export interface CaptureOrder {
  readonly customer: CustomerTable;
  readonly events: readonly EventTable[];
  /** Tables that the host's catalogue is read from. */
  readonly catalogue: readonly string[];
  /** Whether changes of the host's own tables are; else the host tells of them itself. */
  readonly hosts: boolean;
}

/** What is captured, and how customers are numbered. */
export interface Capture {
  /** Oids of all tables watched. */
  readonly tables: readonly string[];
  readonly ordinals: Ordinals;
}

type TransitionTable = 'new_rows' | 'old_rows';

/** Above this, a change names nobody: to read all anew is cheaper. */
const mostNamed = 10_000;
/** An update has two rows of each customer, as it was and as it is. Above that, duplicates are not looked for. */
const mostRows = 2 * mostNamed;

const installLock = 7_268_303;

/**
 * Sees to it that every statement that changes customers, their events, the contact log, a list or a definition is logged with it, by
 * statement triggers on the tables and on each of their partitions. What is there already is left alone.
 */
export async function installCapture(order: CaptureOrder, manager: EntityManager): Promise<Capture> {
  if (order.hosts) await numberAhead(order.customer, manager);
  return installing(manager, async (within) => {
    // Under the lock: a process that numbers customers must not find its triggers replaced by one that does not.
    const ordinals = await chooseOrdinals(order.customer, within);
    const tables: string[] = [];
    let added = 0;
    const catalogue = await tablesNamed(order.catalogue, within);
    const all = capturedTables({ ...order, catalogue }, !ordinals.areKeys);
    // Before any of them is locked.
    for (const captured of all)
      for (const { name, isSubscribed } of await family(captured, within))
        if (isSubscribed) throw new NotCaptured(name);
    for (const captured of all) {
      // Who writes already would number nobody: that is waited for.
      if (captured.also !== undefined && !(await isNumbering(captured, within)))
        await within.query(`LOCK TABLE ${captured.table} IN SHARE ROW EXCLUSIVE MODE`);
      await within.query(functionSql(captured));
      for (const { oid, name, missing } of await family(captured, within)) {
        tables.push(oid);
        added += missing.length;
        for (const operation of missing) await addTrigger(name, operation, captured, within);
      }
    }
    if (!ordinals.areKeys) {
      // Who is recorded by a transaction under way that began without ordinals has none: that is waited for.
      if (!order.hosts) await lockFirstOrdinals(within);
      await assignOrdinals(order.customer, within);
      await assertNumbersLeft(order.customer, within);
    }
    if (added > 0) await within.query('SELECT targeting.changed_all()');
    return { tables, ordinals };
  });
}

async function lockFirstOrdinals(within: EntityManager): Promise<void> {
  const [{ none }] = await within.query<[{ none: boolean }]>(
    'SELECT NOT EXISTS (SELECT FROM targeting.ordinals) AS none',
  );
  if (none) await within.query('LOCK TABLE targeting.ordinals IN SHARE ROW EXCLUSIVE MODE');
}

/** Numbers customers before their table is locked, so that few are left then for which the host's writers wait. */
async function numberAhead(customer: CustomerTable, manager: EntityManager): Promise<void> {
  if (await isNumbering({ table: quoteTable(customer.table) }, manager)) return;
  await installing(manager, async (within) => {
    const { areKeys } = await chooseOrdinals(customer, within);
    if (!areKeys) await assignOrdinals(customer, within);
  });
}

/** In a transaction, one process at a time. */
const installing = <T>(manager: EntityManager, work: (within: EntityManager) => Promise<T>): Promise<T> =>
  manager.transaction(async (within) => {
    // A table in use for long keeps its triggers waiting, and whoever writes to it waits behind them.
    await within.query(`SET LOCAL lock_timeout = '5s'`);
    await within.query('SELECT pg_advisory_xact_lock($1)', [installLock]);
    return work(within);
  });

/** What comes by logical replication fires triggers for each row only, which would cost every write far more. */
class NotCaptured extends Error {
  constructor(table: string) {
    super(
      `${table} is filled by logical replication, which no statement trigger sees: tell of its changes with capture 'host', or switch the engine off.`,
    );
  }
}

function capturedTables(
  { customer, events, catalogue, hosts }: CaptureOrder,
  withOrdinals: boolean,
): Captured[] {
  const customers = quoteTable(customer.table);
  const named = (table: string, source: string, column: string) => ({
    table,
    source,
    log: (...rows: readonly TransitionTable[]) => namedSql(source, column, customer.keyType, rows),
  });
  const ofHost = [
    {
      ...named(customers, customerChanges, customer.keyColumn),
      ...(withOrdinals && { also: newOrdinalsSql(customer) }),
    },
    ...events.map((event) => named(quoteTable(event.table), quoteTable(event.table), event.customerColumn)),
    ...catalogue.map((table) => definitions(table)),
  ];
  return merged([
    // First, and in this order, as imports and fixed segments write to them: else these and a start could wait for each other.
    // Not how many were counted, which is noted with them.
    definitions('"targeting"."lists"', 'name, status, kind'),
    definitions('"targeting"."imports"', 'status, list_id'),
    definitions('"targeting"."segments"', 'name, status, conditions, list_id'),
    ...(hosts ? ofHost : []),
    named('"targeting"."contacts"', contactChanges, 'customer_id'),
    ...['"targeting"."member_buckets"', '"targeting"."identifier_buckets"'].map((table) => ({
      table,
      source: customerChanges,
      log: listsSql,
    })),
  ]);
}

/** One for each table: events may be rows of the customers, or name two customers. */
function merged(all: readonly Captured[]): Captured[] {
  const byTable = new Map<string, Captured>();
  for (const next of all) {
    const before = byTable.get(next.table);
    if (!before) byTable.set(next.table, next);
    else if (!before.log('new_rows').includes(next.log('new_rows')))
      byTable.set(next.table, { ...before, log: (...rows) => `${before.log(...rows)} ${next.log(...rows)}` });
  }
  return [...byTable.values()];
}

const namedSql = (
  source: string,
  column: string,
  type: KeyType,
  rows: readonly TransitionTable[],
): string => {
  const key = keySql(quoteIdentifier(column), type);
  const keys = rows.map((table) => `SELECT ${key} AS key FROM ${table}`);
  return `INSERT INTO targeting.changes (source, ids)
    SELECT ${quoteLiteral(source)}, CASE WHEN total <= ${mostRows} AND cardinality(keys) <= ${mostNamed} THEN keys END
    FROM (SELECT count(*) AS total, array_agg(DISTINCT key) AS keys
      FROM (SELECT key FROM (${keys.join(' UNION ALL ')}) k WHERE key IS NOT NULL LIMIT ${mostRows + 1}) l) a WHERE total > 0;`;
};

const definitions = (table: string, columns?: string): Captured => ({
  table,
  source: definitionChanges,
  log: (...rows) => {
    const any = rows.map((changed) => `EXISTS (SELECT FROM ${changed})`).join(' OR ');
    return `INSERT INTO targeting.changes (source, ids) SELECT ${quoteLiteral(definitionChanges)}, '{}'${columns === undefined ? ` WHERE ${any}` : ''};`;
  },
  ...(columns !== undefined && { columns }),
});

/** Tables in one way of writing them, by which it is seen that one is that of customers or events as well. */
async function tablesNamed(names: readonly string[], manager: EntityManager): Promise<string[]> {
  const rows = await manager.query<{ schema: string; name: string }[]>(
    `SELECT n.nspname AS schema, c.relname AS name FROM unnest($1::text[]) t(name) JOIN pg_class c ON c.oid = t.name::regclass
       JOIN pg_namespace n ON n.oid = c.relnamespace`,
    [names],
  );
  return rows.map(({ schema, name }) => quoteTable([schema, name]));
}

/** Who is on a list is read anew when it changes, since an identifier names whoever has it. */
const listsSql = (...rows: readonly TransitionTable[]): string =>
  `INSERT INTO targeting.changes (source) SELECT 'list:' || list_id
     FROM (${rows.map((table) => `SELECT DISTINCT list_id FROM ${table}`).join(' UNION ')}) l;`;

/** A name has 63 bytes at most; two long ones must not be cut to the same. */
function functionName({ table }: Pick<Captured, 'table'>): string {
  const name = table.replaceAll('"', '');
  const told =
    Buffer.byteLength(name) > 50 ? createHash('sha256').update(name).digest('hex').slice(0, 50) : name;
  return quoteTable(['targeting', `log ${told}`]);
}

/** Whether it numbers new customers already. */
async function isNumbering(captured: Pick<Captured, 'table'>, manager: EntityManager): Promise<boolean> {
  const found = await manager.query<unknown[]>(
    `SELECT FROM pg_proc WHERE oid = to_regproc($1) AND prosrc LIKE '%targeting.ordinals%'`,
    [functionName(captured)],
  );
  return found.length > 0;
}

/** Security definer: who may write to the host's tables need not have rights on the library's. */
const functionSql = (captured: Captured): string => `
  CREATE OR REPLACE FUNCTION ${functionName(captured)}() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $f$
  BEGIN
    IF TG_OP = 'INSERT' THEN ${captured.also ?? ''} ${captured.log('new_rows')}
    ELSIF TG_OP = 'UPDATE' THEN ${captured.also ?? ''} ${captured.log('new_rows', 'old_rows')}
    ELSIF TG_OP = 'DELETE' THEN ${captured.log('old_rows')}
    ELSE INSERT INTO targeting.changes (source) VALUES (${quoteLiteral(captured.source)});
    END IF;
    RETURN NULL;
  END $f$`;

const transitions: Record<Operation, string> = {
  INSERT: 'REFERENCING NEW TABLE AS new_rows',
  UPDATE: 'REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows',
  DELETE: 'REFERENCING OLD TABLE AS old_rows',
  TRUNCATE: '',
};

interface Watched {
  readonly oid: string;
  readonly name: string;
  readonly missing: readonly Operation[];
  /** Whether a subscription writes to it, or to a table that it is a partition of. */
  readonly isSubscribed: boolean;
}

/** The table and whatever inherits from it, with the triggers that are missing there. */
const family = (captured: Captured, manager: EntityManager): Promise<Watched[]> =>
  manager.query<Watched[]>(
    `WITH RECURSIVE family AS (SELECT $1::regclass::oid AS oid
       UNION SELECT i.inhrelid FROM pg_inherits i JOIN family f ON f.oid = i.inhparent)
     SELECT f.oid::text, quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS name,
       ARRAY(SELECT operation FROM unnest($3::text[], $4::text[]) o(operation, trigger) WHERE NOT EXISTS (SELECT FROM pg_trigger t
         WHERE t.tgrelid = f.oid AND t.tgname = o.trigger AND t.tgfoid = to_regproc($2) AND t.tgenabled = 'A')) AS missing,
       EXISTS (SELECT FROM pg_subscription_rel s WHERE s.srrelid = f.oid
         OR s.srrelid IN (SELECT pg_partition_ancestors(f.oid))) AS "isSubscribed"
     FROM family f JOIN pg_class c ON c.oid = f.oid JOIN pg_namespace n ON n.oid = c.relnamespace ORDER BY f.oid`,
    [captured.table, functionName(captured), operations, operations.map(triggerName)],
  );

/** Fires where `session_replication_role` is `replica`, too, as while rows are restored; nothing fires for logical replication. */
async function addTrigger(
  table: string,
  operation: Operation,
  captured: Captured,
  manager: EntityManager,
): Promise<void> {
  const trigger = triggerName(operation);
  const { columns } = captured;
  const of = columns !== undefined && operation === 'UPDATE' ? `OF ${columns}` : '';
  await manager.query(
    `CREATE OR REPLACE TRIGGER ${trigger} AFTER ${operation} ${of} ON ${table} ${columns === undefined ? transitions[operation] : ''}
       FOR EACH STATEMENT EXECUTE FUNCTION ${functionName(captured)}()`,
  );
  await manager.query(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${trigger}`);
}
