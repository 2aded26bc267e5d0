import type { EntityManager, QueryRunner } from 'typeorm';
import { type CustomerTable, quoteIdentifier, quoteTable } from '../../rules/index.js';
import { adoptUnmatched } from '../adopt.js';
import { hasIdentifier } from '../identifiers.js';
import { enlistSql, entryTables, rememberSql } from '../list-entries.js';
import type { IdentifyingColumn } from './identify-column.js';
import type { ImportMode } from './import.entity.js';
import type { Staged } from './stage.js';

/** What to do with the staged rows. */
export interface Application {
  importId: number;
  listId: number;
  mode: ImportMode;
  column: IdentifyingColumn;
  customer: CustomerTable;
  /** Makes customers of the addresses that nobody has; absent: they are remembered only. */
  create?: ((emails: string[], manager: EntityManager) => Promise<void>) | undefined;
  /**
   * Takes the list. Not before customers are made: whoever writes customers takes them first and the lists that remember them then, and
   * would wait for one who waits for them.
   */
  occupy: () => Promise<void>;
}

/** What became of the rows: each is one of these. */
export interface Outcome {
  matched: number;
  created: number;
  duplicates: number;
  unmatched: number;
  rejected: number;
}

/** Puts the staged rows on the list, in the runner's transaction. */
export async function applyImport(
  runner: QueryRunner,
  staged: Staged,
  application: Application,
): Promise<Outcome> {
  const step = new ImportStep(runner, application);
  const identifiers = await step.distinguish();
  const without = application.create ? await step.create(application.create, identifiers) : 0;
  await application.occupy();
  const strangers = await step.match(identifiers);
  if (without > 0) await adoptUnmatched(runner.manager, application.customer);
  if (application.mode === 'replace') await step.replace();
  await step.remember(strangers);
  if (staged.rejected + strangers > 0) await step.keepRows();
  const created = Math.max(0, without - strangers);
  return {
    matched: identifiers - strangers - created,
    created,
    duplicates: staged.rows - staged.rejected - identifiers,
    unmatched: strangers,
    rejected: staged.rejected,
  };
}

/** From this many on, folding the address of every customer once is faster than looking each one up. */
const many = 100_000;
const createdAtOnce = 5_000;

class ImportStep {
  constructor(
    private readonly runner: QueryRunner,
    private readonly to: Application,
  ) {}

  /** What was on the list before steps back, to return when this import is undone. */
  async replace(): Promise<void> {
    for (const table of entryTables)
      await this.runner.query(
        `UPDATE targeting.${table} SET replaced_by = $1 WHERE list_id = $2 AND import_id <> $1 AND replaced_by IS NULL`,
        [this.to.importId, this.to.listId],
      );
  }

  /**
   * Each identifier once, with the first line that has it, in the order of the index that remembers them.
   * @returns how many there are
   */
  async distinguish(): Promise<number> {
    const { affected } = await this.runner.query(
      `CREATE TEMP TABLE import_named ON COMMIT DROP AS
       SELECT DISTINCT ON (hashtextextended(value, 0), value) line, value FROM import_stage WHERE value IS NOT NULL
       ORDER BY hashtextextended(value, 0), value, line`,
      [],
      true,
    );
    // Else the planner does not know that each is there once, and sorts both sides where it could hash one.
    await this.runner.query('ANALYZE import_named (value)');
    return affected ?? 0;
  }

  /**
   * Makes customers of the identifiers that nobody has.
   * @returns how many these are
   */
  async create(create: NonNullable<Application['create']>, count: number): Promise<number> {
    const { affected } = await this.runner.query(
      `CREATE TEMP TABLE import_without ON COMMIT DROP AS
       SELECT s.line, s.value FROM import_named s LEFT JOIN ${this.customers(count >= many)} WHERE ${this.key} IS NULL`,
      [],
      true,
    );
    await this.runner.query(
      `DECLARE strangers NO SCROLL CURSOR FOR SELECT coalesce(s.cells::json ->> ${this.to.column.index}, s.value) AS email
       FROM import_without w JOIN import_stage s ON s.line = w.line ORDER BY s.value`,
    );
    for (;;) {
      const rows = (await this.runner.query(`FETCH ${createdAtOnce} FROM strangers`)) as { email: string }[];
      if (rows.length === 0) return affected ?? 0;
      await create(
        rows.map(({ email }) => email.trim()),
        this.runner.manager,
      );
    }
  }

  /**
   * Looks for the customers of the identifiers, and makes them members. Nobody has two of a kind, so that each is found once. The lines
   * of those that nobody has are in `import_strangers` then.
   * @returns how many these are
   */
  async match(count: number): Promise<number> {
    await this.runner.query('CREATE TEMP TABLE import_strangers (line integer NOT NULL) ON COMMIT DROP');
    const members = enlistSql('SELECT key FROM found WHERE key IS NOT NULL', this.to.customer.keyType, {
      listId: '$1::integer',
      importId: '$2::integer',
    });
    const { affected } = await this.runner.query(
      `WITH found AS MATERIALIZED (SELECT s.line, ${this.key} AS key FROM import_named s LEFT JOIN ${this.customers(count >= many)}),
         members AS (${members})
       INSERT INTO import_strangers SELECT line FROM found WHERE key IS NULL`,
      [this.to.listId, this.to.importId],
      true,
    );
    return affected ?? 0;
  }

  /** The list remembers the identifiers of its file, for whoever has them later. Keys are never given to somebody else. */
  async remember(strangers: number): Promise<void> {
    const areKeys = this.to.column.kind === 'id';
    if (areKeys && strangers === 0) return;
    const unknown = 'WHERE line IN (SELECT line FROM import_strangers)';
    await this.runner.query(
      rememberSql(
        `SELECT $1::text AS kind, value FROM import_named ${areKeys ? unknown : ''}`,
        '$2::integer',
        '$3::integer',
      ),
      [this.to.column.kind, this.to.listId, this.to.importId],
    );
  }

  /** Keeps the rows that somebody should look at: rejected ones, and the first row of each identifier that nobody has. */
  async keepRows(): Promise<void> {
    await this.runner.query(
      `INSERT INTO targeting.import_rows (import_id, line, code, cells)
       SELECT $1::integer, line, code, cells::json FROM import_stage WHERE code IS NOT NULL
       UNION ALL
       SELECT $1::integer, s.line, 'unmatched', coalesce(s.cells::json, json_build_array(s.value))
       FROM import_strangers m JOIN import_stage s ON s.line = m.line`,
      [this.to.importId],
    );
  }

  /** Of the customers `c`. */
  private get key(): string {
    return `c.${quoteIdentifier(this.to.customer.keyColumn)}`;
  }

  /** The customers `c`, joined to the identifiers `s`. */
  private customers(areMany: boolean): string {
    const { customer, column } = this.to;
    const table = quoteTable(customer.table);
    if (!areMany || column.kind !== 'email')
      return `${table} c ON ${hasIdentifier(column.kind, customer, 's.value')}`;
    const email = `c.${quoteIdentifier(customer.emailColumn)}::text`;
    // Of plain ASCII, `lower` is all that folding does, and OFFSET 0 makes it happen once a customer.
    const folded = `CASE WHEN octet_length(${email}) = char_length(${email}) THEN lower(${email} COLLATE "C")
      ELSE targeting.fold(${email}) COLLATE "C" END`;
    return `(SELECT c.${quoteIdentifier(customer.keyColumn)}, ${folded} AS folded_email FROM ${table} c OFFSET 0) c
      ON c.folded_email = s.value`;
  }
}
