import fc from 'fast-check';
import { defaultLimits, fold, RuleError } from 'nest-targeting/rules';
import { Input } from '../../libs/targeting/src/rules/input.js';
import { parsePattern } from '../../libs/targeting/src/rules/pattern.js';
import { anyPattern } from './support/patterns.js';
import { type RulesDatabase, rulesDatabase } from './support/rules-database.js';
import { oddTexts } from './support/pools.js';

let database: RulesDatabase;
beforeAll(async () => (database = await rulesDatabase()));
afterAll(() => database.close());

const parse = (text: unknown) => parsePattern(new Input(text, 'value', defaultLimits));

function codeOf(text: unknown): string | undefined {
  try {
    parse(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    return error.faults[0]!.code;
  }
}

/** Whether PostgreSQL finds the patterns in the texts. */
async function found(patterns: readonly string[], texts: readonly string[]): Promise<boolean[]> {
  const sources = patterns.map((pattern) => parse(pattern).source);
  const { rows } = await database.client.query<{ found: boolean }>(
    `SELECT (targeting.fold(text) COLLATE "C") ~ pattern AS found
     FROM unnest($1::text[], $2::text[]) WITH ORDINALITY u(pattern, text, place) ORDER BY place`,
    [sources, texts],
  );
  return rows.map((row) => row.found);
}

describe('refused', () => {
  it.each([
    ...['(?=a)', '(?!a)', '(?<=a)b', '(?<!a)b', '(?<name>a)', '(?i)a', '(?P<n>a)', '(?#x)'],
    ...[
      '(a)\\1',
      '\\b',
      '\\B',
      '\\y',
      '\\m',
      '\\A',
      '\\Z',
      '\\z',
      '\\K',
      '\\p{L}',
      '\\u0041',
      '\\x41',
      '\\0',
      '\\c',
      '\\e',
      '\\d\\h',
    ],
    ...[
      'a**',
      'a+*',
      'a{2}{3}',
      'a?+',
      'a*+',
      'a++',
      'a{2}?*',
      '^*',
      '$+',
      '^{2}',
      '*a',
      '+',
      '?',
      '{2}',
      'a|*',
      '(*a)',
      '***:a',
      '***=a',
    ],
    ...[
      'a{101}',
      'a{3,2}',
      'a{,3}',
      'a{',
      'a{x}',
      'a{2',
      'a{2,3',
      'a}',
      'a]',
      '(?:a{50}){50}',
      '((a{11}){10}){10}',
      'a{100}b{100}c{51}',
      '(?:a{0,50}b){5}',
      '(?:a|b{25}){10}',
    ],
    ...[
      '(',
      ')',
      'a)',
      '(a',
      '[',
      '[a',
      '[]',
      '[^]',
      '[^',
      '[z-a]',
      '[a-\\d]',
      '[[:alpha:]]',
      '[[.a.]]',
      '[[=a=]]',
      '[[a]',
      '[\\b]',
      '\\',
    ],
    ...[
      '()',
      '(|a)',
      '(a|)',
      '|',
      'a|',
      '|a',
      'a||b',
      '(?:)',
      '[\\D]',
      '[a\\W]',
      '[\0-\u{10ffff}]',
      '[\u0100-\uffff]',
    ],
  ])('%j', (pattern) => {
    expect(codeOf(pattern)).toBe(pattern.includes('\0') ? 'invalid' : 'invalid_pattern');
  });

  it.each([
    ['', 'empty'],
    ['a'.repeat(201), 'too_long'],
    [7, 'invalid'],
    [null, 'invalid'],
    ['a\ud83d', 'invalid'],
  ])('%j is %s', (pattern, code) => {
    expect(codeOf(pattern)).toBe(code);
  });
});

describe('taken, and read alike', () => {
  it.each<[string, string[], string[]]>([
    ['a', ['a', 'A', 'xay'], ['', 'b']],
    ['^a$', ['a', 'A'], ['ab', 'ba', 'a\n', '\na', 'b\na\nb']],
    ['a.b', ['axb', 'a\nb', 'a😀b'], ['ab', 'axxb']],
    ['[^a]', ['b', '\n', 'aab'], ['', 'a', 'AA']],
    ['^\\d{2,3}$', ['12', '123'], ['1', '1234', '١٢']],
    ['^\\w+$', ['ab_1', 'AB'], ['é', 'a b', 'ß']],
    ['^\\s$', [' ', '\t', '\n', '\r', '\f', '\v'], ['\u00a0', '\u2003', 'a', '']],
    ['\\S', ['a', '\u00a0'], [' ', '\n']],
    ['\\D\\W', ['a ', 'x!'], ['1 ', 'aa']],
    ['colou?r', ['COLOR', 'colour'], ['colouur']],
    ['^(?:a|bc)+$', ['a', 'bc', 'abca'], ['ab', '', 'b']],
    ['a{2}', ['aa', 'xaax'], ['a', 'aba']],
    ['^a{2,}$', ['aa', 'aaaa'], ['a']],
    ['^a{0}b$', ['b'], ['ab']],
    ['a+?b*?', ['a', 'aab'], ['b']],
    ['^(a?){3}b$', ['b', 'aaab'], ['aaaab']],
    ['\\.\\*\\+\\?\\(\\)\\[\\]\\{\\}\\|\\^\\$\\\\\\/\\-', ['.*+?()[]{}|^$\\/-'], ['x']],
    ['100%', ['100%'], ['100']],
    ['a_b', ['a_b'], ['axb']],
    ["O'B", ["o'brien"], ['obrien']],
    ['[A-C]x', ['ax', 'BX'], ['dx']],
    ['[À-Þ]', ['é', 'É', 'Þ'], ['e', 'ß']],
    ['[]a]', [']', 'a'], ['b']],
    ['[^]a]', ['b'], [']', 'a']],
    ['[a-]', ['-', 'a'], ['b', '`']],
    ['[-a]', ['-', 'a'], ['b']],
    ['[\\]\\-\\^\\\\]', [']', '-', '^', '\\'], ['a']],
    ['[a^&&~|.$*]', ['^', '&', '~', '.', '$', '*', '|'], ['b', '-']],
    ['[\\d.,]+€', ['1.000,50€'], ['€']],
    ['\\t\\n', ['\t\n'], ['tn']],
    ['[😀-😂]', ['😁'], ['😃', '\ud83d\udc00']],
    ['^😀{2}$', ['😀😀'], ['😀']],
    ['É', ['é', 'E\u0301', 'CAFÉ'], ['e']],
    ['E\u0301', ['é'], ['e']],
    ['İ', ['i', 'I', 'İ'], ['ı']],
    ['ΟΔΟΣ', ['οδοσ'], ['οδος']],
    ['(x*)*y', ['y', 'xxy'], ['x']],
    ['^(a|aa)+$', ['aaaa'], ['b']],
  ])('%s', async (pattern, yes, no) => {
    const texts = [...yes, ...no];
    const expected = texts.map((_, index) => index < yes.length);
    expect(texts.map((text) => parse(pattern).test(fold(text)))).toEqual(expected);
    expect(
      await found(
        texts.map(() => pattern),
        texts,
      ),
    ).toEqual(expected);
  });

  it('at random', async () => {
    const text = fc.oneof(
      fc.constantFrom(...oddTexts),
      fc.string({ unit: fc.constantFrom(...'abAB ß\n😀1.*-]', 'é', 'Σ'), maxLength: 6 }),
    );
    const pairs = fc.sample(fc.tuple(anyPattern, text), { numRuns: 6_000 });
    const expected = pairs.map(([pattern, given]) => parse(pattern).test(fold(given)));
    const given = await found(
      pairs.map(([pattern]) => pattern),
      pairs.map(([, each]) => each),
    );
    expect(pairs.filter((_, index) => given[index] !== expected[index])).toEqual([]);
  });

  it('in a time that the text bounds', async () => {
    const text = `${'a'.repeat(5_000)}!`;
    const patterns = [
      ...[
        '^(a+)+$',
        '(a|a)*$',
        '(?:a*)*b',
        '^(a|aa)+$',
        '(.*)(.*)(.*)x',
        'a{100}.{100}b{50}',
        '(?:(a?){23}b?){10}x',
      ],
      ...['(?:(?:a?){49}){5}x', '(?:(?:(?:a?b?){1,5}c?){1,4}d?){1,5}x', '(?:(?:(?:a*b?)*c?)*d?){0,62}x'],
    ];
    for (const pattern of patterns) {
      const started = Date.now();
      const matched = parse(pattern).test(text);
      expect(await found([pattern], [text])).toEqual([matched]);
      expect([pattern, Date.now() - started < 2_000]).toEqual([pattern, true]);
    }
  });
});
