import { fold } from '../fold.js';
import type { Input } from '../input.js';
import { parsePattern } from '../pattern.js';
import { foldSql, isJson, nfcSql, readText, type SqlSite, textSql, textTestSql } from '../read.js';
import { complement, type FieldOperator, type Test, valueOperator } from './operator.js';

/** One of the two forms in which text is compared: folded, or as it is. */
interface Form {
  sql(text: string): string;
  of(text: string): string;
}

const folded: Form = { sql: foldSql, of: fold };
const exact: Form = { sql: nfcSql, of: (text) => text };

/** SQL: the text equals the value as it is. The text as it stands comes first: of that the planner knows how often which value occurs. */
const equalsExactSql = (site: SqlSite, value: string): string => {
  const param = site.writer.param(value, 'text');
  return textTestSql(
    site,
    (text) =>
      `(${text} COLLATE "C" = ${param} OR octet_length(${text}) > char_length(${text}) AND ${nfcSql(text)} = ${param})`,
  );
};

/**
 * SQL: the folded text passes a test for equality with folded values. Where no index serves anyway, ASCII as it stands comes first:
 * folding takes longer than that. (What is not ASCII may be folded to something else, though it equals what a value is folded to.)
 */
const equalsFoldedSql = (site: SqlSite, test: (text: string) => string): string =>
  textTestSql(site, (text) => {
    const byFolding = test(foldSql(text));
    if (!site.asValue || isJson(site.field)) return byFolding;
    return `(${test(`${text} COLLATE "C"`)} AND octet_length(${text}) = char_length(${text}) OR ${byFolding})`;
  });

const comparison = (
  name: string,
  label: string,
  form: Form,
  sql: (left: string, right: string) => string,
  holds: (left: string, right: string) => boolean,
  equalsSql?: (site: SqlSite, value: string) => string,
): FieldOperator => ({
  name,
  label,
  editor: 'text',
  comparesFields: true,
  bind: (operand) => {
    if ('field' in operand) {
      const { field } = operand;
      return {
        sql: (site) => sql(form.sql(textSql(site)), form.sql(textSql({ ...site, field }))),
        matches: ({ raw, sibling }) => {
          const [left, right] = [readText(raw), readText(sibling(field))];
          return left !== undefined && right !== undefined && holds(form.of(left), form.of(right));
        },
        words: () => `${label} ${field.label}`,
        canonical: { field: field.name },
      };
    }
    const text = operand.value.nonEmptyText();
    const value = form.of(text);
    return {
      ...textTest(form, (left) => holds(left, value)),
      sql: (site) => {
        if (equalsSql) return equalsSql(site, value);
        const param = site.writer.param(value, 'text');
        return textTestSql(site, (left) => sql(form.sql(left), param));
      },
      words: () => `${label} ${quoted(text)}`,
      canonical: value,
    };
  },
});

const textTest = (form: Form, holds: (text: string) => boolean): Pick<Test, 'matches'> => ({
  matches: ({ raw }) => {
    const text = readText(raw);
    return text !== undefined && holds(form.of(text));
  },
});

const quoted = (text: string) => `“${text}”`;

const equals = comparison(
  'equals',
  'is',
  folded,
  (a, b) => `${a} = ${b}`,
  (a, b) => a === b,
  (site, value) => equalsFoldedSql(site, (text) => `${text} = ${site.writer.param(value, 'text')}`),
);
const equalsExactly = comparison(
  'equals_exactly',
  'is exactly',
  exact,
  (a, b) => `${a} = ${b}`,
  (a, b) => a === b,
  equalsExactSql,
);
const contains = comparison(
  'contains',
  'contains',
  folded,
  (a, b) => `strpos(${a}, ${b}) > 0`,
  (a, b) => a.includes(b),
);
const startsWith = comparison(
  'starts_with',
  'starts with',
  folded,
  (a, b) => `starts_with(${a}, ${b})`,
  (a, b) => a.startsWith(b),
);
const endsWith = comparison(
  'ends_with',
  'ends with',
  folded,
  (a, b) => `right(${a}, length(${b})) = ${b}`,
  (a, b) => a.endsWith(b),
);

const isIn = valueOperator('in', 'is one of', 'texts', (input) => {
  const texts = input.items().map((item) => item.nonEmptyText());
  const values = [...new Set(texts.map(fold))].sort();
  const known = new Set(values);
  return {
    ...textTest(folded, (text) => known.has(text)),
    sql: (site) => equalsFoldedSql(site, (text) => `${text} = ANY(${site.writer.param(values, 'text[]')})`),
    words: () => `is one of ${texts.map(quoted).join(', ')}`,
    canonical: values,
  };
});

const matches = valueOperator('matches', 'matches', 'pattern', (input: Input) => {
  const pattern = parsePattern(input);
  return {
    ...textTest(folded, (text) => pattern.test(text)),
    sql: (site) =>
      textTestSql(site, (left) => `${foldSql(left)} ~ ${site.writer.param(pattern.source, 'text')}`),
    words: () => `matches /${String(input.value)}/`,
    canonical: pattern.source,
  };
});

const isEmpty = valueOperator('is_empty', 'is empty', 'none', () => ({
  sql: (site) => `coalesce(${textSql(site)}, '') = ''`,
  matches: ({ raw }) => (readText(raw) ?? '') === '',
  words: () => 'is empty',
  canonical: null,
}));

export const textOperators: readonly FieldOperator[] = [
  equals,
  complement(equals, 'not_equals', 'is not'),
  equalsExactly,
  contains,
  complement(contains, 'not_contains', 'does not contain'),
  startsWith,
  complement(startsWith, 'not_starts_with', 'does not start with'),
  endsWith,
  complement(endsWith, 'not_ends_with', 'does not end with'),
  isIn,
  complement(isIn, 'not_in', 'is none of'),
  matches,
  isEmpty,
  complement(isEmpty, 'is_not_empty', 'is not empty'),
];
