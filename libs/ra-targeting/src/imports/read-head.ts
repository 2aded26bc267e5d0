const BYTES = 64 * 1024;
const ROWS = 4;

/** The first rows of a CSV file, to be looked at before it is sent; the server reads it by its own rules. */
export async function readHead(file: File): Promise<string[][]> {
  const text = (await file.slice(0, BYTES).text()).replace(/^\uFEFF/, '');
  const [first = ''] = text.split(/\r?\n/, 1);
  const delimiter = [';', '\t', '|', ','].toSorted(
    (a, b) => first.split(b).length - first.split(a).length,
  )[0]!;
  return rowsOf(text, delimiter).slice(0, ROWS);
}

function rowsOf(text: string, delimiter: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  const endCell = () => {
    rows.at(-1)!.push(cell);
    cell = '';
  };
  for (let at = 0; at < text.length && rows.length <= ROWS; at++) {
    const letter = text[at]!;
    if (isQuoted && letter === '"' && text[at + 1] === '"') cell += text[at++];
    else if (letter === '"') isQuoted = !isQuoted;
    else if (isQuoted || !(letter === delimiter || letter === '\n' || letter === '\r')) cell += letter;
    else if (letter === delimiter) endCell();
    else if (letter === '\n') {
      endCell();
      rows.push([]);
    }
  }
  endCell();
  return rows.filter((row) => row.some((value) => value !== ''));
}
