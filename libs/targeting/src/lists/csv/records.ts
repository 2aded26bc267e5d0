import { parse } from 'csv-parse';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { decoded, type Encoding } from './encoding.js';
import { endOfLines, splitPlain } from './plain-lines.js';

/** A file whose form is known. */
export interface CsvSource {
  path: string;
  encoding: Encoding;
  delimiter: string;
}

/** Records that follow each other, blank lines among them. */
export interface Block {
  records: string[][];
  /** Whether each is one line of the file; else cells may hold line breaks. */
  areLines: boolean;
}

const maxRowCharacters = 1_000_000;

/**
 * The records of a file. Up to its first quotation mark, lines are split as they are; the parser has the rest.
 * @param most how many records of the parser
 */
export async function* readBlocks(source: CsvSource, most = Infinity): AsyncGenerator<Block> {
  const texts = decoded(createReadStream(source.path), source.encoding);
  const plain = (text: string): Block => ({ records: splitPlain(text, source.delimiter), areLines: true });
  try {
    let rest = '';
    for (;;) {
      const next = await texts.next();
      if (next.done) break;
      rest += next.value;
      const quoted = next.value.includes('"');
      const end = endOfLines(quoted ? rest.slice(0, rest.indexOf('"')) : rest);
      if (end > 0) yield plain(rest.slice(0, end));
      rest = rest.slice(end);
      if (quoted || rest.length > maxRowCharacters) {
        yield* parsed(followedBy(rest, texts), source.delimiter, most);
        return;
      }
    }
    yield plain(rest);
  } finally {
    await texts.return(undefined);
  }
}

async function* followedBy(text: string, texts: AsyncIterable<string>): AsyncGenerator<string> {
  yield text;
  yield* texts;
}

const atOnce = 500;

/** Blank lines come as records too, so that lines can be counted: the parser's own count is wrong for CRLF within quotes. */
async function* parsed(text: AsyncIterable<string>, delimiter: string, most: number): AsyncGenerator<Block> {
  if (most === 0) return;
  const parser = parse({
    delimiter,
    to: most === Infinity ? -1 : most,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    trim: true,
    max_record_size: maxRowCharacters,
  });
  // An error destroys the parser, which throws it to whoever reads the records.
  pipeline(text, parser, () => undefined);
  let records: string[][] = [];
  for await (const cells of parser as AsyncIterable<string[]>) {
    if (records.push(cells) < atOnce) continue;
    yield { records, areLines: false };
    records = [];
  }
  yield { records, areLines: false };
}
