import { isEmail } from 'class-validator';
import type { FieldType } from 'nest-targeting/rules';
import { isStorable } from '../../http/stored-text.js';
import { typeFault } from '../attributes.js';
import { storedStatus } from '../status.js';
import { cellFits, ColumnGuess, storedArray } from './cell-types.js';
import type { Columns, FieldName } from './columns.js';

/** A row as it is staged: its fields, and the reason if it is rejected. */
export interface StagedRow {
  line: number;
  /** Null where the file has nothing. */
  cells: (string | null)[];
  fields: Partial<Record<FieldName, string | boolean>>;
  rejection?: Rejection;
  /** Whether a rejected row refuses consent all the same. */
  optsOut?: boolean;
}

export interface Rejection {
  code: string;
  message: string;
}

/** Reads the rows of one file, and learns the types of its new columns from those that are good. */
export class RowReader {
  /** How many have been read. */
  rows = 0;
  private readonly guesses = new Map<number, ColumnGuess>();
  /** Positions of the columns that hold arrays. */
  private readonly arrays: number[] = [];

  constructor(
    private readonly columns: Columns,
    private readonly known: ReadonlyMap<string, FieldType>,
  ) {
    for (const { name, position } of columns.attributes)
      if (!known.has(name)) this.guesses.set(position, new ColumnGuess());
      else if (known.get(name) === 'array') this.arrays.push(position);
  }

  read({ line, cells: raw }: { line: number; cells: string[] }): StagedRow {
    this.rows += 1;
    const cells = raw.map((cell) => cell.trim().normalize('NFC') || null);
    const torn = this.shapeFault(cells);
    if (torn) return { line, cells: cells.map(shown), fields: {}, rejection: torn };
    const { fields, fault } = this.readFields(cells);
    const rejection = fault ?? this.misfit(cells);
    if (rejection) return { line, cells, fields, rejection, optsOut: fields.subscribed === false };
    for (const [position, guess] of this.guesses) if (cells[position]) guess.see(cells[position]);
    for (const position of this.arrays) if (cells[position]) cells[position] = storedArray(cells[position])!;
    return { line, cells, fields };
  }

  /** Types of the columns that were not known before. */
  newTypes(): Map<string, FieldType> {
    return new Map(
      this.columns.attributes.flatMap(({ name, position }) => {
        const type = this.guesses.get(position)?.type;
        return type ? [[name, type] as [string, FieldType]] : [];
      }),
    );
  }

  /** The fields that can be read, and the first fault of the others. */
  private readFields(cells: (string | null)[]): {
    fields: StagedRow['fields'];
    fault?: Rejection | undefined;
  } {
    const fields: StagedRow['fields'] = {};
    let fault: Rejection | undefined;
    for (const [field, position] of this.columns.fields) {
      const cell = cells[position] ?? null;
      if (cell === null) continue;
      const value = readField[field](cell);
      if (typeof value === 'object') fault ??= value;
      else fields[field] = value;
    }
    if (fields.external_id === undefined && fields.email === undefined) fault ??= nobody;
    return { fields, fault };
  }

  private shapeFault(cells: (string | null)[]): Rejection | undefined {
    const width = this.columns.header.length;
    if (cells.slice(width).some((cell) => cell !== null))
      return {
        code: 'too_many_cells',
        message: `The row has more cells than the header has columns (${width}).`,
      };
    const broken = cells.findIndex((cell) => cell !== null && !isStorable(cell));
    if (broken < 0) return undefined;
    return {
      code: 'invalid_text',
      message: `${this.columns.header[broken]}: the cell has characters that are no text.`,
    };
  }

  private misfit(cells: (string | null)[]): Rejection | undefined {
    for (const { name, position } of this.columns.attributes) {
      const cell = cells[position];
      const type = this.known.get(name);
      if (cell && type && !cellFits[type](cell))
        return {
          code: 'wrong_type',
          message: `${typeFault(name, type)} This is “${clipped(cell)}”.`,
        };
    }
    return undefined;
  }
}

const nobody: Rejection = {
  code: 'no_identifier',
  message: 'The row has neither an external id nor an e-mail address.',
};

const yes = ['true', 't', 'yes', 'y', '1'];
const no = ['false', 'f', 'no', 'n', '0'];

function consent(cell: string): boolean | Rejection {
  const word = cell.toLowerCase();
  if (yes.includes(word)) return true;
  if (no.includes(word)) return false;
  return { code: 'invalid_subscribed', message: `subscribed is true or false; this is “${clipped(cell)}”.` };
}

const text = (longest: number, field: string) => (cell: string) =>
  cell.length <= longest
    ? cell
    : { code: 'too_long', message: `${field} has more than ${longest} characters.` };

const readField: Record<FieldName, (cell: string) => string | boolean | Rejection> = {
  external_id: text(255, 'external_id'),
  email: (cell) =>
    isEmail(cell) ? cell : { code: 'invalid_email', message: `“${clipped(cell)}” is no e-mail address.` },
  name: text(500, 'name'),
  status: (cell) => text(100, 'status')(storedStatus(cell)),
  subscribed: consent,
  score: (cell) =>
    /^[+-]?\d{1,30}(?:\.\d{1,30})?$/.test(cell)
      ? cell
      : { code: 'invalid_score', message: `score is a number; this is “${clipped(cell)}”.` },
};

const clipped = (cell: string) => (cell.length > 60 ? `${cell.slice(0, 60)}…` : cell);

/** A cell that can be stored, to show what was rejected. */
const shown = (cell: string | null) => cell?.replace(/[\0\p{Surrogate}]/gu, '\uFFFD') ?? null;
