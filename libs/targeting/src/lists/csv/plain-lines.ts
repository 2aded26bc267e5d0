/** The cells of lines that have no quotation marks: many times as fast as the parser. */
export function splitPlain(text: string, delimiter: string): string[][] {
  const lines = (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text).split('\n');
  // What stands behind the last line break is no line when it is empty.
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) =>
    line.includes(delimiter) ? line.split(delimiter).map((cell) => cell.trim()) : [line.trim()],
  );
}

/** How much of a text is whole lines. A carriage return at its end may be the first half of a line break. */
export const endOfLines = (text: string): number =>
  Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r', text.length - 2)) + 1;
