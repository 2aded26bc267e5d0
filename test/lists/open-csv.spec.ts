import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { isEmail } from 'class-validator';
import type { ProblemException } from '../../libs/targeting/src/http/problem.js';
import { openCsv } from '../../libs/targeting/src/lists/csv/open-csv.js';
import { isEmailAddress } from '../../libs/targeting/src/lists/email-address.js';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'csv-'))));
afterAll(() => rm(folder, { recursive: true }));

async function read(content: string | Buffer) {
  const path = join(folder, 'file.csv');
  await writeFile(path, content);
  const { header, delimiter, rows } = await openCsv(path);
  const lines: [number, ...string[]][] = [];
  for await (const { line, cells } of rows) lines.push([line, ...cells]);
  return { header, delimiter, rows: lines };
}

const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

describe('encodings', () => {
  const text = 'email,name\nzoë@example.com,Zoë “Z” Łęcka €\n';
  const latin = 'email,name\nzoe@example.com,Zo';
  it.each<[string, Buffer, string]>([
    ['UTF-8', Buffer.from(text), 'Zoë “Z” Łęcka €'],
    ['UTF-8 with a mark', bytes([0xef, 0xbb, 0xbf], text), 'Zoë “Z” Łęcka €'],
    ['UTF-16 LE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le'), 'Zoë “Z” Łęcka €'],
    ['UTF-16 BE with a mark', utf16be(`\ufeff${text}`), 'Zoë “Z” Łęcka €'],
    ['UTF-16 LE without', Buffer.from(text, 'utf16le'), 'Zoë “Z” Łęcka €'],
    ['UTF-16 BE without', utf16be(text), 'Zoë “Z” Łęcka €'],
    ['Latin-1', bytes(latin, [0xeb], '\n'), 'Zoë'],
    ['windows-1252', bytes(latin, [0xeb, 0x20, 0x80, 0x20, 0x92, 0x20, 0x8a], '\n'), 'Zoë € ’ Š'],
  ])('%s', async (_, content, name) => {
    const { header, rows } = await read(content);
    expect(header).toEqual(['email', 'name']);
    expect(rows.map(([line, , cell]) => [line, cell])).toEqual([[2, name]]);
  });

  it('takes a character that is split between two chunks as one', async () => {
    const row = `${'ä'.repeat(40)}@example.com,€\n`;
    const { rows } = await read(`email,sign\n${row.repeat(5000)}`);
    expect(new Set(rows.map(([, , sign]) => sign))).toEqual(new Set(['€']));
    expect(rows).toHaveLength(5000);
  });

  it('finds the one Latin-1 letter far behind', async () => {
    const { rows } = await read(
      bytes('email,name\n', 'a@example.com,Ann\n'.repeat(20_000), 'z@example.com,Zo', [0xeb]),
    );
    expect(rows.at(-1)).toEqual([20_002, 'z@example.com', 'Zoë']);
  });
});

describe('delimiters', () => {
  it.each<[string, string, string]>([
    ['comma', 'email,name\na@b.example,Ann\n', ','],
    ['semicolon', 'email;name\na@b.example;Ann\n', ';'],
    ['tab', 'email\tname\na@b.example\tAnn\n', '\t'],
    ['pipe', 'email|name\na@b.example|Ann\n', '|'],
    ['decimal commas', 'email;score;rate\na@b.example;1,5;2,5\nc@d.example;2,5;1\n', ';'],
    ['names with commas', 'email;name;"x,y,z"\na@b.example;"Doe, John, Dr.";1\n', ';'],
    ['commas in the header alone', 'name, first;email\nAnn;a@b.example\nBob;c@d.example\n', ';'],
    ['none', 'email\na@b.example\n', ','],
    ['declared', 'sep=|\r\nemail|a,b\r\na@b.example|1\r\n', '|'],
    ['a blank line first', '\n\nemail;name\na@b.example;Ann\n', ';'],
  ])('%s', async (_, text, delimiter) => {
    const read1 = await read(text);
    expect(read1.delimiter).toBe(delimiter);
    expect(read1.header).not.toEqual([]);
  });
});

describe('rows', () => {
  it.each<[string, string, string[], [number, ...string[]][]]>([
    [
      'LF',
      'email,n\na@b.example,1\nc@d.example,2',
      ['email', 'n'],
      [
        [2, 'a@b.example', '1'],
        [3, 'c@d.example', '2'],
      ],
    ],
    ['CRLF', 'email,n\r\na@b.example,1\r\n', ['email', 'n'], [[2, 'a@b.example', '1']]],
    [
      'CR',
      'email,n\ra@b.example,1\rc@d.example,2\r',
      ['email', 'n'],
      [
        [2, 'a@b.example', '1'],
        [3, 'c@d.example', '2'],
      ],
    ],
    [
      'a mixture',
      'email,n\r\na@b.example,1\nc@d.example,2\r',
      ['email', 'n'],
      [
        [2, 'a@b.example', '1'],
        [3, 'c@d.example', '2'],
      ],
    ],
    ['blank rows', 'email,n\n\n  \n,\na@b.example,1\n\n', ['email', 'n'], [[5, 'a@b.example', '1']]],
    [
      'ragged rows',
      'email,n\na@b.example\nc@d.example,2,3',
      ['email', 'n'],
      [
        [2, 'a@b.example'],
        [3, 'c@d.example', '2', '3'],
      ],
    ],
    [
      'quotes',
      'n,email\n"say ""hi"", you",a@b.example',
      ['n', 'email'],
      [[2, 'say "hi", you', 'a@b.example']],
    ],
    ['blanks around quotes', 'n, email\n "x" , "a@b.example" \n', ['n', 'email'], [[2, 'x', 'a@b.example']]],
    [
      'line breaks in fields',
      'email,n\r\n"a@b.example","1\r\n2\r\n3"\r\nc@d.example,"x\ny"\r\ne@f.example,z\r\n',
      ['email', 'n'],
      [
        [2, 'a@b.example', '1\r\n2\r\n3'],
        [5, 'c@d.example', 'x\ny'],
        [7, 'e@f.example', 'z'],
      ],
    ],
    ['a header over two lines', '"e-\nmail",n\na@b.example,1', ['e-\nmail', 'n'], [[3, 'a@b.example', '1']]],
    [
      'no header: addresses',
      'a@b.example,1\nc@d.example,2',
      [],
      [
        [1, 'a@b.example', '1'],
        [2, 'c@d.example', '2'],
      ],
    ],
    [
      'no header: numbers',
      '17\n18\n',
      [],
      [
        [1, '17'],
        [2, '18'],
      ],
    ],
    [
      'no header: UUIDs',
      '7B0DE1C8-0000-4000-8000-000000000001\n',
      [],
      [[1, '7B0DE1C8-0000-4000-8000-000000000001']],
    ],
    ['a number among the names', 'email,2026\na@b.example,1\n', ['email', '2026'], [[2, 'a@b.example', '1']]],
    ['a header alone', 'email,name\n', ['email', 'name'], []],
  ])('%s', async (_, text, header, rows) => {
    expect(await read(text)).toMatchObject({ header, rows });
  });

  it('can be read twice, and given up half-way', async () => {
    const path = join(folder, 'twice.csv');
    await writeFile(path, `email\n${'a@b.example\n'.repeat(50_000)}`);
    const { rows } = await openCsv(path);
    for await (const { line } of rows) if (line === 10) break;
    let count = 0;
    for await (const _ of rows) count++;
    expect(count).toBe(50_000);
  });
});

describe('rows without quotation marks', () => {
  const cell = fc.stringMatching(/^[ a-c\t\u00a0]{0,6}$/);
  const row = fc.tuple(fc.array(cell, { minLength: 1, maxLength: 4 }), fc.constantFrom('\n', '\r\n', '\r'));
  it('are read as if there were some', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row), fc.boolean(), async (rows, isOpen) => {
        const text = rows.map(([cells, end]) => cells.join(',') + end).join('');
        const content = isOpen ? text.replace(/[\r\n]+$/, '') : text;
        const plain = await read(`email,n\n${content}`);
        // The quotation marks in the header send the whole of the file through the parser.
        expect(plain).toEqual(await read(`"email","n"\n${content}`));
      }),
      { numRuns: 200 },
    );
  });

  it('come before those with some', async () => {
    const { rows } = await read(`email,n\na@b.example,1\r\n\n${'x,y\r\n'.repeat(30_000)}c,"1\n2"\nd,e`);
    expect(rows).toHaveLength(30_003);
    expect(rows[0]).toEqual([2, 'a@b.example', '1']);
    expect(rows.slice(-3)).toEqual([
      [30_003, 'x', 'y'],
      [30_004, 'c', '1\n2'],
      [30_006, 'd', 'e'],
    ]);
  });
});

describe('what is no CSV', () => {
  it.each<[string, Buffer, string, RegExp]>([
    ['nothing', bytes(''), 'empty_file', /empty/],
    ['blank lines', bytes('\r\n \n\n'), 'empty_file', /empty/],
    ['a mark alone', bytes([0xef, 0xbb, 0xbf]), 'empty_file', /empty/],
    ['xlsx', bytes('PK', [3, 4], '...'), 'not_csv', /Excel workbook.*save it as CSV/],
    ['xls', bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'not_csv', /Excel/],
    ['pdf', bytes('%PDF-1.7\n'), 'not_csv', /PDF/],
    ['png', bytes([0x89], 'PNG\r\n'), 'not_csv', /image/],
    ['jpeg', bytes([0xff, 0xd8, 0xff, 0xe0]), 'not_csv', /image/],
    ['gzip', bytes([0x1f, 0x8b, 8]), 'not_csv', /compressed/],
    ['html', bytes('\n<!DOCTYPE html><html></html>'), 'not_csv', /web page/],
    ['NUL bytes', bytes('email\na@b.example\n', [0, 0, 1], 'x'), 'not_csv', /not text/],
    ['a NUL far behind', bytes('email\n', 'a@b.example\n'.repeat(20_000), [0]), 'not_csv', /not text/],
    ['a NUL behind Latin-1', bytes('email\n', [0xe9], '\n'.repeat(90_000), [0]), 'not_csv', /not text/],
    [
      'a mark of UTF-8 and other bytes',
      bytes([0xef, 0xbb, 0xbf], 'email\n', [0xe9], 'x'),
      'broken_encoding',
      /utf-8/,
    ],
    ['half a character of UTF-16', bytes([0xff, 0xfe], [0x61, 0, 0x62]), 'broken_encoding', /utf-16le/],
    [
      'an open quote',
      bytes('email,n\na@b.example,"1\r\n2"\n\n"c@d.example,2\ne@f.example,3\n'),
      'broken_quote',
      /line 5 /,
    ],
    ['a quote in a field', bytes('email,n\na@b.example,5" disk\n'), 'broken_quote', /line 2 /],
    ['text behind a quote', bytes('email,n\n"a@b.example"x,1\n'), 'broken_quote', /line 2 /],
    ['a quote open from the start', bytes('"email,n\na@b.example,1\n'), 'broken_quote', /line 1 /],
    ['a row without end', bytes('email\na@b.example\n"', 'x'.repeat(1_000_100)), 'row_too_long', /line 3 /],
  ])('%s', async (_, content, code, message) => {
    const error = (await read(content).catch((problem: unknown) => problem)) as ProblemException;
    expect(error.getStatus?.()).toBe(422);
    expect(error.errors).toEqual([{ path: 'file', code, message: expect.stringMatching(message) as string }]);
  });
});

describe('e-mail addresses', () => {
  const part = fc.stringMatching(/^[a-zA-Z0-9._+@%! -]{0,12}$/);
  it('are those of the validator', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.emailAddress(),
          part,
          fc.tuple(part, part).map((parts) => parts.join('@')),
          fc.string(),
        ),
        (text) => {
          expect(isEmailAddress(text)).toBe(isEmail(text));
        },
      ),
      { numRuns: 2000 },
    );
  });
  it.each([
    'a@b.c',
    `${'x'.repeat(65)}@example.com`,
    `a@${'x'.repeat(64)}.com`,
    '.a@example.com',
    'a..b@example.com',
  ])('refuse %s', (text) => expect(isEmailAddress(text)).toBe(isEmail(text)));
});
