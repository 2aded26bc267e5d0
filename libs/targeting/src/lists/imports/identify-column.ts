import { refused } from '../../http/problem.js';
import { type CustomerTable, fold } from '../../rules/index.js';
import type { IdentifierKind } from '../../rules/list-membership.js';
import { type CsvFile, mostColumns } from '../csv/open-csv.js';
import { identifierReader } from '../identifiers.js';

/** The column that names the customers. */
export interface IdentifyingColumn {
  index: number;
  name: string;
  kind: IdentifierKind;
}

const usualNames: [IdentifierKind, string[]][] = [
  ['email', ['email', 'emailaddress', 'mail', 'mailaddress', 'emailadresse', 'courriel', 'correo']],
  ['external_id', ['externalid', 'extid']],
  ['id', ['id', 'customerid']],
];

/**
 * Finds the column that names the customers: the one asked for, else by the header, else by what the cells hold.
 * @param wanted name of a column, or its number from 1
 * @throws ProblemException 422 when there is none
 */
export async function identifyColumn(
  csv: CsvFile,
  customer: CustomerTable,
  wanted?: string,
): Promise<IdentifyingColumn> {
  const rows = await firstCells(csv);
  if (rows.length === 0) throw refused('file', 'empty_file', 'The file has a header and no rows.');
  const columns = new Columns(csv.header, rows, customer);
  const indexes = wanted === undefined ? columns.indexes : [columns.find(wanted)];
  const found = columns.byHeader(indexes) ?? columns.byContent(indexes, wanted !== undefined);
  if (found) return found;
  throw wanted === undefined
    ? refused(
        'column',
        'no_identifying_column',
        `No column holds e-mail addresses or ids of customers. ${columns.hint}`,
      )
    : refused(
        'column',
        'no_identifiers',
        `The column ${wanted} holds no e-mail addresses or ids of customers.`,
      );
}

const sampled = 200;

async function firstCells({ rows }: CsvFile): Promise<string[][]> {
  const cells: string[][] = [];
  for await (const row of rows) if (cells.push(row.cells) === sampled) break;
  return cells;
}

class Columns {
  readonly indexes: number[];
  private readonly kinds: Map<string, IdentifierKind>;

  constructor(
    private readonly header: string[],
    private readonly rows: string[][],
    private readonly customer: CustomerTable,
  ) {
    const width = Math.min(mostColumns, Math.max(header.length, ...rows.map((cells) => cells.length)));
    this.indexes = Array.from({ length: width }, (_, index) => index);
    this.kinds = kindsOf(customer);
  }

  get hint(): string {
    const names = this.header.length > 0 ? ` The columns are: ${this.header.join(', ')}.` : '';
    return `Say which one it is with "column", by its name or number.${names}`;
  }

  find(wanted: string): number {
    const name = fold(wanted.trim());
    const index = this.header.findIndex((each) => fold(each) === name);
    if (index >= 0) return index;
    const byNumber = /^\d{1,6}$/.test(name) ? Number(name) - 1 : -1;
    if (this.indexes.includes(byNumber)) return byNumber;
    throw refused('column', 'unknown_column', `The file has no column ${wanted}. ${this.hint}`);
  }

  /** E-mail addresses come first: an `id` beside them may be that of another system. */
  byHeader(indexes: number[]): IdentifyingColumn | undefined {
    for (const kind of ['email', 'external_id', 'id'] as const) {
      const index = indexes.find((each) => this.kinds.get(simple(this.header[each] ?? '')) === kind);
      if (index !== undefined && (kind !== 'id' || this.valid('id', index) > 0))
        return this.column(index, kind);
    }
    return undefined;
  }

  /** Numbers can be anything, so they count as keys only where no other column could be meant. */
  byContent(indexes: number[], asked: boolean): IdentifyingColumn | undefined {
    const emails = indexes.find((index) => this.isMostly('email', index));
    if (emails !== undefined) return this.column(emails, 'email');
    const [only] = indexes;
    if (only === undefined || (indexes.length > 1 && !asked)) return undefined;
    if (this.customer.keyType !== 'text' && this.isMostly('id', only)) return this.column(only, 'id');
    if (!asked) return undefined;
    if (this.customer.externalIdColumn) return this.column(only, 'external_id');
    return this.isMostly('id', only) ? this.column(only, 'id') : undefined;
  }

  private column(index: number, kind: IdentifierKind): IdentifyingColumn {
    return { index, kind, name: this.header[index] || String(index + 1) };
  }

  private isMostly(kind: IdentifierKind, index: number): boolean {
    return this.valid(kind, index) > 0.5;
  }

  /** How much of what stands in the column is valid. */
  private valid(kind: IdentifierKind, index: number): number {
    const read = identifierReader(kind, this.customer.keyType);
    const filled = this.rows.map((cells) => cells[index] ?? '').filter((cell) => cell !== '');
    return filled.filter((cell) => 'value' in read(cell)).length / Math.max(1, filled.length);
  }
}

/** Usual names of columns, and those that the host itself uses. */
function kindsOf(customer: CustomerTable): Map<string, IdentifierKind> {
  const { emailColumn, externalIdColumn, keyColumn } = customer;
  const kinds = new Map(usualNames.flatMap(([kind, names]) => names.map((name) => [name, kind] as const)));
  if (!externalIdColumn)
    usualNames.find(([kind]) => kind === 'external_id')![1].forEach((name) => kinds.delete(name));
  kinds.set(simple(keyColumn), 'id');
  if (externalIdColumn) kinds.set(simple(externalIdColumn), 'external_id');
  kinds.set(simple(emailColumn), 'email');
  return kinds;
}

/** `E-Mail address` → `emailaddress` */
const simple = (name: string): string => fold(name).replace(/[^\p{L}\p{N}]/gu, '');
