/** A column of a file that may name its customers. */
export interface CsvColumn {
  /** How the API is told: by its name or, where that does not say which, by its number from 1. */
  value: string;
  name: string;
  example: string;
}

const usual = /^(e-?mail.*|.*mail|(external|customer)?[ _-]?id)$/i;

/** The columns of a file, by its first rows. */
export function columnsOf([header = [], ...rows]: readonly string[][]): CsvColumn[] {
  return header.map((name, index) => ({
    value: isName(name) && header.filter((other) => other === name).length === 1 ? name : String(index + 1),
    name: name || String(index + 1),
    example: rows.map((row) => row[index]).find(Boolean) ?? '',
  }));
}

/** The first row may be data: an address, an id, or a number that would be taken for that of a column. */
const isName = (name: string): boolean => name !== '' && !/[\d@]/.test(name);

/** Those that look as if they named customers. */
export const candidatesOf = (columns: readonly CsvColumn[]): CsvColumn[] =>
  columns.filter(({ name, example }) => usual.test(name.trim()) || example.includes('@'));
