/** Texts that software stumbles over. */
export const oddTexts: readonly string[] = [
  ...split(
    `a b aab ab abab x X xx Paris PARIS 100% 100x 1000 x% _ a_b axb % b\\ bx \\ \\% O'Brien "x" $1 -- 80 8`,
  ),
  ...split(`😀 a😀B 👩‍👩‍👧 𐐀 𐐨 ß ẞ SS ss Straße STRASSE İ i I ı i\u0307 Iıİi ς σ Σ ΟΔΟΣ οδος οδοσ Σ.Σ añb`),
  ...split(`é e\u0301 É E\u0301 \u0301 \u212b å \u212a k \u2126 ω ǅ ǆ J\u030c ǰ ﬁ ᾈ Ꭰ ꭰ`),
  ...split(`{ } .* ^a$ [a-z] ( ) ' null NaN true 2024-02-29`),
  ...[' ', 'paris ', '\n', 'a\nb', 'a\tb', "'; DROP"],
];

export const numberTexts: readonly string[] = [
  ...split('0 -0 1 2 3 -1 80 80.0 80.5 0.1 0.3 0.30000000000000004 1e-7 5e-324 1e-400 1e300'),
  ...split(
    '9007199254740991 9007199254740993 -9007199254740991 123456789012345678901234567890.12345678901234567890',
  ),
];

/** JSON that is hardly ever of the type that is asked for. */
export const misfits: readonly string[] = split(
  'null true false 42 "x" "" {} {"a":1} [] ["a"] "2024-01-01" "80"',
);

/** JSON that the type json keeps and jsonb cannot hold. */
export const jsonTextOnly: readonly string[] = ['"\\u0000"', '"\\ud800"', '1e200000'];

export const oddDates: readonly string[] = [
  ...split('2024-02-29 2023-02-28 2000-02-29 0001-01-01 9999-12-31 1900-03-01 1999-12-31'),
  ...split('9999-12-31T23:59:59.999999Z 0001-01-01T00:00:00Z 2024-06-01T12:00Z 1969-12-31T23:59:59.9999Z'),
  ...split('2024-06-01T12:00:00.5+14:00'),
];

/** What only looks like a date. */
export const noDates: readonly string[] = [
  ...split('2023-02-29 1900-02-29 2024-13-01 2024-00-10 2024-04-31 10000-01-01 0000-01-01 2024-1-1 20240101'),
  ...split('2024-01-01T00:00:00 2024-01-01t00:00:00z 2024-01-01T24:00:00Z 2024-01-01T23:59:60Z'),
  ...split('2024-01-01T00:00:00+25:00 2024-01-01T00:00:00.1234567Z infinity now tomorrow'),
  ...['', ' 2024-01-01', '2024-01-01\n', '2024-01-01 00:00:00Z'],
];

function split(text: string): string[] {
  return text.split(' ');
}
