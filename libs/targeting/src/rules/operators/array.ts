import { Big } from 'big.js';
import { countComparisons, parseComparison, wholeNumber } from '../comparison.js';
import { fold } from '../fold.js';
import type { Input } from '../input.js';
import { arraySql, readArray, type SqlSite } from '../read.js';
import type { SqlType } from '../sql.js';
import { complement, type FieldOperator, valueOperator } from './operator.js';

/** The items of a rule: texts by their folding, numbers by their exact decimal. */
interface Items {
  readonly texts: readonly string[];
  readonly numbers: readonly string[];
}

function parseItems(input: Input): Items {
  const texts = new Set<string>();
  const numbers = new Set<string>();
  for (const item of input.items())
    if (typeof item.value === 'number') numbers.add(item.number().toFixed());
    else texts.add(fold(item.nonEmptyText()));
  return { texts: [...texts].sort(), numbers: [...numbers].sort() };
}

/** The items that the array has; anything but text and number matches nothing. */
function itemsOf(array: readonly unknown[]): { texts: Set<string>; numbers: Set<string> } {
  const texts = array.filter((item) => typeof item === 'string').map(fold);
  const numbers = array
    .filter((item) => typeof item === 'number' || item instanceof Big)
    .map((item) => new Big(item).toFixed());
  return { texts: new Set(texts), numbers: new Set(numbers) };
}

const itemText = (item: string) => `targeting.fold(targeting.as_text(${item}.value)) COLLATE "C"`;
const itemNumber = (item: string) => `targeting.as_number(${item}.value)`;

/** SQL: some item of the array fits. */
function anyItemSql(site: SqlSite, { texts, numbers }: Items): string {
  const { writer } = site;
  const item = writer.alias('i');
  const fits = [
    texts.length > 0 && `${itemText(item)} = ANY(${writer.param(texts, 'text[]')})`,
    numbers.length > 0 && `${itemNumber(item)} = ANY(${writer.param(numbers, 'numeric[]')})`,
  ].filter(Boolean);
  return `EXISTS (SELECT 1 FROM jsonb_array_elements(${arraySql(site)}) ${item}(value) WHERE ${fits.join(' OR ')})`;
}

/** SQL: as many different items of the array are among the wanted as there are wanted. One parameter, however many. */
function allItemsSql(
  site: SqlSite,
  read: (item: string) => string,
  wanted: readonly string[],
  type: SqlType,
): string {
  const item = site.writer.alias('i');
  const among = `${read(item)} = ANY(${site.writer.param(wanted, type)})`;
  return `(SELECT count(DISTINCT ${read(item)}) FROM jsonb_array_elements(${arraySql(site)}) ${item}(value) WHERE ${among}) = ${wanted.length}`;
}

const words = (label: string, { texts, numbers }: Items) => `${label} ${[...texts, ...numbers].join(', ')}`;

const hasAny = valueOperator('has_any', 'has any of', 'items', (input) => {
  const items = parseItems(input);
  return {
    sql: (site) => anyItemSql(site, items),
    matches: ({ raw }) => {
      const own = itemsOf(readArray(raw) ?? []);
      return (
        items.texts.some((text) => own.texts.has(text)) ||
        items.numbers.some((number) => own.numbers.has(number))
      );
    },
    words: () => words('has any of', items),
    canonical: items,
  };
});

const hasAll = valueOperator('has_all', 'has all of', 'items', (input) => {
  const items = parseItems(input);
  return {
    sql: (site) =>
      [
        items.texts.length > 0 && allItemsSql(site, itemText, items.texts, 'text[]'),
        items.numbers.length > 0 && allItemsSql(site, itemNumber, items.numbers, 'numeric[]'),
      ]
        .filter(Boolean)
        .join(' AND '),
    matches: ({ raw }) => {
      const own = itemsOf(readArray(raw) ?? []);
      return (
        items.texts.every((text) => own.texts.has(text)) &&
        items.numbers.every((number) => own.numbers.has(number))
      );
    },
    words: () => words('has all of', items),
    canonical: items,
  };
});

const length = valueOperator('length', 'has a length of', 'comparison', (input) => {
  const comparison = parseComparison(input.object('operator', 'value'), countComparisons, wholeNumber);
  return {
    sql: (site) => comparison.sql(`jsonb_array_length(${arraySql(site)})`, site.writer),
    matches: ({ raw }) => {
      const array = readArray(raw);
      return array !== undefined && comparison.holds(new Big(array.length));
    },
    words: () => `has a length of ${comparison.words()}`,
    canonical: comparison.canonical,
  };
});

export const arrayOperators: readonly FieldOperator[] = [
  hasAny,
  hasAll,
  complement(hasAny, 'has_none', 'has none of'),
  length,
];
