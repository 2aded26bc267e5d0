import { createReadStream } from 'node:fs';
import { refused } from '../../http/problem.js';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/**
 * How the bytes of a text file are to be read: by its byte order mark, by the NUL bytes that UTF-16 has at every other
 * place, as UTF-8 when all of the file is valid UTF-8, else as windows-1252 (of which Latin-1 is a part).
 * @throws ProblemException 422 when the file is not text.
 */
export async function detectEncoding(path: string, head: Buffer): Promise<Encoding> {
  const recognised = byMark(head) ?? byNuls(head);
  if (await isValid(path, recognised ?? 'utf-8')) return recognised ?? 'utf-8';
  if (recognised)
    throw refused(
      'file',
      'broken_encoding',
      `The file begins as ${recognised} text but does not go on so. Save it as UTF-8.`,
    );
  return 'windows-1252';
}

function byMark(head: Buffer): Encoding | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** Delimiters, digits, line breaks and Latin letters have a NUL as their upper byte in UTF-16. */
function byNuls(head: Buffer): Encoding | undefined {
  const nuls = [0, 0];
  for (let index = 0; index < head.length; index++) if (head[index] === 0) nuls[index % 2]! += 1;
  const [even, odd] = nuls as [number, number];
  const enough = head.length / 10;
  if (odd > enough && odd > 4 * even) return 'utf-16le';
  if (even > enough && even > 4 * odd) return 'utf-16be';
  return undefined;
}

async function isValid(path: string, encoding: Encoding): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const decode = (chunk?: Buffer): string | undefined => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      return undefined;
    }
  };
  let valid = true;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    // NUL is in no text; what follows an invalid byte is looked at for that alone.
    const text: string | undefined = valid ? decode(chunk) : chunk.toString('latin1');
    if ((text ?? chunk.toString('latin1')).includes('\0')) throw noText();
    valid &&= text !== undefined;
  }
  return valid && decode() !== undefined;
}

const noText = () =>
  refused('file', 'not_csv', 'The file is not text. Save it as CSV (UTF-8) and upload that.');

/** The text of a file, without its byte order mark. */
export async function* decoded(bytes: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}
