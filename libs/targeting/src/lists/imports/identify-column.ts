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
 * Finds the column that names the customers: the one asked for, else by the header, else by what the cells hold. The file has no
 * header where that would be an identifier, too.
 * @param wanted name of a column, or its number from 1
 * @throws ProblemException 422 when there is none
 */
export async function identifyColumn(
  csv: CsvFile,
  customer: CustomerTable,
  wanted?: string,
): Promise<{ csv: CsvFile; column: IdentifyingColumn }> {
  const rows = await firstCells(csv);
  if (rows.length === 0) throw refused('file', 'empty_file', 'The file has a header and no rows.');
  const columns = new Columns(csv.header, rows, customer);
  const column = columns.identify(wanted);
  const { headerless } = csv;
  if (!headerless || !columns.isHeaderData(column, wanted)) return { csv, column };
  const all = new Columns([], [csv.header, ...rows], customer);
  // What was found as a name is a number, where there are no names.
  const index = all.indexOf(wanted ?? '') ?? column.index;
  return {
    csv: headerless,
    column: index === column.index ? { ...column, name: String(index + 1) } : all.identify(wanted),
  };
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

  identify(wanted: string | undefined): IdentifyingColumn {
    const indexes = wanted === undefined ? this.indexes : [this.find(wanted)];
    const found = this.byHeader(indexes) ?? this.byContent(indexes, wanted !== undefined);
    if (found) return found;
    throw wanted === undefined
      ? refused(
          'column',
          'no_identifying_column',
          `No column holds e-mail addresses or ids of customers. ${this.hint}`,
        )
      : refused(
          'column',
          'no_identifiers',
          `The column ${wanted} holds no e-mail addresses or ids of customers.`,
        );
  }

  /** By name, else by number. */
  indexOf(wanted: string): number | undefined {
    const name = fold(wanted.trim());
    const index = this.header.findIndex((each) => fold(each) === name);
    return index >= 0 ? index : this.indexes.find((each) => String(each + 1) === name);
  }

  /**
   * Whether what stands above the column is an id, too. A name has no digit where the ids have some; and who gives the number of
   * a column has no name for it, unless another is known. Taken for data, a name is the id of nobody; the other way round,
   * somebody would be missing.
   */
  isHeaderData({ index, kind }: IdentifyingColumn, wanted: string | undefined): boolean {
    const cell = this.header[index] ?? '';
    if (kind === 'email' || cell === '' || this.isKnown(cell)) return false;
    if (hasDigit(cell) && this.share(index, hasDigit) >= half) return true;
    const isByNumber = wanted !== undefined && fold(wanted.trim()) !== fold(cell);
    return isByNumber && this.isValid(kind)(cell) && !this.header.some((each) => this.isKnown(each));
  }

  private find(wanted: string): number {
    const index = this.indexOf(wanted);
    if (index !== undefined) return index;
    throw refused('column', 'unknown_column', `The file has no column ${wanted}. ${this.hint}`);
  }

  /** E-mail addresses come first: an `id` beside them may be that of another system. */
  byHeader(indexes: number[]): IdentifyingColumn | undefined {
    for (const kind of ['email', 'external_id', 'id'] as const) {
      const index = indexes.find((each) => this.kinds.get(simple(this.header[each] ?? '')) === kind);
      if (index !== undefined && (kind !== 'id' || this.share(index, this.isValid('id')) > 0))
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

  private isKnown(name: string): boolean {
    return this.kinds.has(simple(name));
  }

  private isMostly(kind: IdentifierKind, index: number): boolean {
    return this.share(index, this.isValid(kind)) >= half;
  }

  private isValid(kind: IdentifierKind): (cell: string) => boolean {
    const read = identifierReader(kind, this.customer.keyType);
    return (cell) => 'value' in read(cell);
  }

  /** How much of what stands in the column is such. */
  private share(index: number, isSuch: (cell: string) => boolean): number {
    const filled = this.rows.map((cells) => cells[index] ?? '').filter((cell) => cell !== '');
    return filled.filter(isSuch).length / Math.max(1, filled.length);
  }
}

const half = 0.5;
const hasDigit = (cell: string): boolean => /\p{N}/u.test(cell);

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
