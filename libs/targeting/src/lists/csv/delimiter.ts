const candidates = [',', ';', '\t', '|'];

/** The delimiter that a spreadsheet declares in a first line of its own: `sep=;`. */
export const declaredDelimiter = (text: string): string | undefined =>
  /^sep=([,;\t|])(?:\r|\n|$)/i.exec(text)?.[1];

/**
 * The delimiter of a text: of those in its first row, the one that most rows have as often as the first; among equals the
 * most frequent one. A comma when the first row has none.
 * @param text the beginning of the file; that its last row is cut off does no harm
 */
export function detectDelimiter(text: string): string {
  const rows = withoutQuoted(text)
    .split(/[\r\n]+/, 50)
    .filter((row) => row.trim() !== '');
  let best = { delimiter: ',', times: 0, rows: 0 };
  for (const delimiter of candidates) {
    const [times = 0, ...others] = rows.map((row) => row.split(delimiter).length - 1);
    const alike = others.filter((other) => other === times).length;
    const better = alike > best.rows || (alike === best.rows && times > best.times);
    if (times > 0 && (best.times === 0 || better)) best = { delimiter, times, rows: alike };
  }
  return best.delimiter;
}

/** Quoted fields may hold delimiters and line breaks. */
const withoutQuoted = (text: string): string => text.replace(/"[^"]*(?:"|$)/g, '');
