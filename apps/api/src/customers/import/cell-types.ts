import type { FieldType } from 'nest-targeting/rules';
import { isIsoDay, isIsoInstant } from 'nest-targeting/rules';
import { storedJson, typeOfJson } from '../../catalogue/json-value.js';

/** A number that is the same after it has been read: no leading zeros, no more digits than a number of JSON keeps. */
const losslessNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const MOST_DIGITS = 15;

const isLosslessNumber = (cell: string) =>
  losslessNumber.test(cell) && cell !== '-0' && cell.replace(/\D/g, '').length <= MOST_DIGITS;

/** The JSON of an array as it is kept; undefined when the cell holds none that can be. */
export function storedArray(cell: string): string | undefined {
  try {
    const value = storedJson(JSON.parse(cell));
    return typeOfJson(value) === 'array' ? JSON.stringify(value) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a cell can be kept as a value of the type. */
export const cellFits: Record<FieldType, (cell: string) => boolean> = {
  text: () => true,
  number: isLosslessNumber,
  boolean: (cell) => /^(?:true|false)$/i.test(cell),
  date: (cell) => isIsoDay(cell) || isIsoInstant(cell),
  array: (cell) => storedArray(cell) !== undefined,
};

const guesses = ['number', 'boolean', 'date'] as const;

/** Finds the type of a new column from all of its cells: what each of them fits, else text. */
export class ColumnGuess {
  private possible: readonly FieldType[] = guesses;
  private seen = false;

  see(cell: string): void {
    this.seen = true;
    if (this.possible.length > 0) this.possible = this.possible.filter((type) => cellFits[type](cell));
  }

  /** Undefined when there was no cell at all: nothing is known yet. */
  get type(): FieldType | undefined {
    return this.seen ? (this.possible[0] ?? 'text') : undefined;
  }
}
