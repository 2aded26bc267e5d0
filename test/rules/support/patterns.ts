import fc from 'fast-check';

const literals = [
  'a',
  'b',
  'A',
  'P',
  'ß',
  'É',
  'e\u0301',
  '😀',
  'Σ',
  'İ',
  '\\.',
  '\\*',
  '\\\\',
  ' ',
  '%',
  '-',
  '"',
  "'",
  '&',
  '~',
  '\n',
  '\\t',
  '1',
  '&&',
];
const classes = [
  '.',
  '\\d',
  '\\D',
  '\\w',
  '\\W',
  '\\s',
  '\\S',
  '[ab]',
  '[^ab]',
  '[A-Z]',
  '[^\\d\\s]',
  '[😀-😎]',
  '[^😀]',
  '[]a]',
  '[a-]',
  '[\\^a]',
  '[À-ÿ]',
  '[^\\n]',
  '[\\]\\[]',
];
const quantifiers = ['', '', '', '*', '+', '?', '{2}', '{0,2}', '{1,}', '*?', '+?', '{0}'];

/** Regular expressions that rules may have. */
export const anyPattern: fc.Arbitrary<string> = fc
  .letrec<{ alternatives: string; sequence: string; atom: string }>((tie) => ({
    alternatives: fc
      .array(tie('sequence'), { minLength: 1, maxLength: 3 })
      .map((branches) => branches.join('|')),
    sequence: fc
      .tuple(
        fc.constantFrom('', '', '', '^'),
        fc.array(fc.tuple(tie('atom'), fc.constantFrom(...quantifiers)), { minLength: 1, maxLength: 4 }),
        fc.constantFrom('', '', '', '$'),
      )
      .map(([start, items, end]) => start + items.map((item) => item.join('')).join('') + end),
    atom: fc.oneof(
      { depthSize: 'small', maxDepth: 2 },
      { weight: 4, arbitrary: fc.constantFrom(...literals) },
      { weight: 3, arbitrary: fc.constantFrom(...classes) },
      { weight: 1, arbitrary: tie('alternatives').map((inner) => `(${inner})`) },
      { weight: 1, arbitrary: tie('alternatives').map((inner) => `(?:${inner})`) },
    ),
  }))
  .alternatives.filter((pattern) => pattern.length <= 80);
