import fc from 'fast-check';
import { fold } from 'nest-targeting/rules';
import { isIsoDay, isIsoInstant } from '../../libs/targeting/src/rules/iso.js';
import { type RulesDatabase, rulesDatabase } from './support/rules-database.js';
import { oddTexts } from './support/pools.js';

let database: RulesDatabase;
beforeAll(async () => (database = await rulesDatabase()));
afterAll(() => database.close());

/** Those of the texts that the server folds otherwise. */
async function foldedOtherwise(texts: readonly string[]): Promise<string[]> {
  const { rows } = await database.client.query<{ text: string }>(
    `SELECT text FROM unnest($1::text[], $2::text[]) u(text, folded) WHERE targeting.fold(text) COLLATE "C" IS DISTINCT FROM folded`,
    [texts, texts.map(fold)],
  );
  return rows.map(({ text }) => text);
}

/** Those of the characters that the server's edition of Unicode has. */
async function knownToServer(characters: readonly string[]): Promise<string[]> {
  const known =
    database.serverVersion >= 170000
      ? 'unicode_assigned(character)'
      : `character COLLATE "und-x-icu" ~ '[[:graph:][:space:][:cntrl:]]'`;
  const { rows } = await database.client.query<{ character: string }>(
    `SELECT character FROM unnest($1::text[]) u(character) WHERE ${known}`,
    [characters],
  );
  return rows.map(({ character }) => character);
}

describe('fold', () => {
  it('is the same in SQL and in memory for every code point of Unicode', async () => {
    const characters: string[] = [];
    for (let point = 1; point <= 0x10ffff; point++) {
      const character = String.fromCodePoint(point);
      if (/[^\p{Unassigned}\p{Surrogate}]/u.test(character)) characters.push(character);
    }
    const differing = await foldedOtherwise(characters);
    const differingAndKnown = await knownToServer(differing);
    console.info(`${characters.length} code points, ${differing.length} of them newer than the server`);
    expect(differingAndKnown).toEqual([]);
    expect(characters.length).toBeGreaterThan(250_000);
    expect(differing.length).toBeLessThan(200);
  });

  it('is the same for words, where neighbours could matter', async () => {
    const word = fc
      .array(fc.constantFrom(...oddTexts.flatMap((text) => [...text])), { maxLength: 6 })
      .map((parts) => parts.join(''));
    const words = [
      ...oddTexts,
      ...oddTexts.map((text) => text.normalize('NFD')),
      ...fc.sample(word, { seed: 1, numRuns: 20_000 }),
    ];
    expect(await foldedOtherwise(words)).toEqual([]);
  });

  it.each([
    ['PARIS', 'paris'],
    ['É', 'é'],
    ['E\u0301', 'é'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['οδος', 'οδος'],
    ['ΑΣ.', 'ασ.'],
    ['İI', 'ii'],
    ['I\u0307', 'i'],
    ['ı', 'ı'],
    ['ẞ', 'ß'],
    ['SS', 'ss'],
    ['ǅ', 'ǆ'],
    ['\u212a', 'k'],
    ['\u212b', 'å'],
    ['\u1f88', '\u1f80'],
    ['Ꭰ', '\uab70'],
    ['\u{10400}', '\u{10428}'],
    ['ﬁ', 'ﬁ'],
    ['😀', '😀'],
    ['', ''],
  ])('%s becomes %s', async (text, folded) => {
    expect(fold(text)).toBe(folded);
    expect(await foldedOtherwise([text])).toEqual([]);
  });
});

describe('the forms of dates', () => {
  const two = (value: number) => String(value).padStart(2, '0');
  const years = [
    0, 1, 4, 100, 400, 999, 1000, 1600, 1700, 1900, 1996, 1999, 2000, 2001, 2002, 2003, 2004, 2005, 2100,
    2400, 9996, 9999,
  ];
  const texts = years.flatMap((year) =>
    range(0, 13).flatMap((month) =>
      range(0, 32).map((day) => `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`),
    ),
  );

  it('are those of the days that exist', async () => {
    expect(texts.filter(isIsoDay)).toEqual(texts.filter(exists));
    expect(await read('as_day($1)::text', texts)).toEqual(texts.map((text) => (exists(text) ? text : null)));
  });

  it('are the same with a time', async () => {
    const instants = texts.map((text) => `${text}T12:34:56.789Z`);
    expect(instants.filter(isIsoInstant)).toEqual(
      texts.filter(exists).map((text) => `${text}T12:34:56.789Z`),
    );
    const milliseconds = texts.map((text) =>
      exists(text) ? String(Date.parse(`${text}T12:34:56.789Z`)) : null,
    );
    expect(await read('(extract(epoch FROM as_instant($1)) * 1000)::bigint::text', instants)).toEqual(
      milliseconds,
    );
  });

  it.each([
    ['2024-02-29T10:00Z', '2024-02-29T10:00:00.000Z'],
    ['2024-02-29T10:00:00.1Z', '2024-02-29T10:00:00.100Z'],
    ['2024-02-29T10:00:00.123999Z', '2024-02-29T10:00:00.123Z'],
    ['1969-12-31T23:59:59.999999Z', '1969-12-31T23:59:59.999Z'],
    ['2024-02-29T10:00:00+14:00', '2024-02-28T20:00:00.000Z'],
    ['2024-02-29T10:00:00-09:30', '2024-02-29T19:30:00.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999999Z', '9999-12-31T23:59:59.999Z'],
    // Before the year 1 and after 9999, in UTC.
    ['0001-01-01T00:00:00+00:01', null],
    ['9999-12-31T23:59:59-00:01', null],
    ...[
      '2024-02-29T10Z',
      '2024-02-29T10:00',
      '2024-02-29T24:00Z',
      '2024-02-29T10:60Z',
      '2024-02-29T10:00:60Z',
    ].map(no),
    ...[
      '2024-02-29 10:00Z',
      '2024-02-29t10:00Z',
      '2024-02-29T10:00z',
      '2024-02-29T10:00+15:00',
      '2024-02-29T10:00+0100',
    ].map(no),
    ...[
      '2024-02-29T10:00:00.Z',
      '2024-02-29T10:00:00.1234567Z',
      '2024-02-29T10:00:00,5Z',
      '20240229T1000Z',
      '2024-02-29T10:00Z ',
    ].map(no),
  ])('%s is %s', async (text, instant) => {
    expect(isIsoInstant(text) ? new Date(text).toISOString() : null).toBe(instant);
    const milliseconds = instant === null ? null : String(Date.parse(instant));
    expect(await read('(extract(epoch FROM as_instant($1)) * 1000)::bigint::text', [text])).toEqual([
      milliseconds,
    ]);
  });

  function exists(text: string): boolean {
    const isDate = !text.startsWith('0000') && !Number.isNaN(Date.parse(text));
    return isDate && new Date(text).toISOString().startsWith(text);
  }

  /** What the reader of JSON makes of each text. */
  async function read(expression: string, some: readonly string[]): Promise<(string | null)[]> {
    const sql = expression.replace('as_', 'targeting.as_').replace('$1', 'to_jsonb(text)');
    const { rows } = await database.client.query<{ value: string | null }>(
      `SELECT ${sql} AS value FROM unnest($1::text[]) WITH ORDINALITY u(text, place) ORDER BY place`,
      [some],
    );
    return rows.map(({ value }) => value);
  }
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function no(text: string): [string, null] {
  return [text, null];
}
