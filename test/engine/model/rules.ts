import type { Id } from '../../hosts/host.js';
import { last, type Shop } from '../../library/shop.js';

/** A customer as the tables have it. */
export interface Plain {
  readonly score: number | null;
  readonly consent: boolean | null;
  /** Milliseconds of purchases. */
  readonly purchases: readonly number[];
}

/** A rule, and where it is easy what it means, said once more. */
export interface Asked {
  readonly wire: object;
  readonly holds?: (customer: Plain, now: number) => boolean;
}

/** What rules may name. */
export interface Named {
  readonly segments: readonly number[];
  readonly lists: readonly number[];
  /** Two of them. */
  readonly campaigns: readonly Id[];
}

const hour = 3_600_000;
const day = 24 * hour;
const purchase = (more: object) => ({ event: 'purchase', operator: 'did', ...more });
const counted = (operator: string, value: number, within: object) =>
  purchase({ count: { operator, value }, within });
const then = (operator: string, amount: number, unit: string, within: object) =>
  purchase({ within, then: { event: 'purchase', operator, within: { amount, unit } } });
const since = ({ purchases }: Plain, now: number, length: number) =>
  purchases.filter((at) => at >= now - length && at < now + 1).length;

/** Rules of every kind, some of them by saved segments and lists. */
export function rulesOf(shop: Shop, { segments, lists, campaigns }: Named): Asked[] {
  const { seen, tags, city, email } = shop.host.fields;
  const date = (operator: string, value?: unknown) => ({
    field: seen,
    operator,
    ...(value !== undefined && { value }),
  });
  const duration = (amount: number, unit: string) => ({ amount, unit });
  const contacted = (operator: string, more: object) => ({ contacted: more, operator });
  const rules: Asked[] = [
    { wire: shop.scoreAtLeast(3), holds: ({ score }) => score !== null && score >= 3 },
    { wire: { ...shop.scoreAtLeast(3), operator: 'not_equals' }, holds: ({ score }) => score !== 3 },
    { wire: shop.livesIn('Rome') },
    { wire: { field: tags, operator: 'has_any', value: ['a', 'b'] } },
    ...[
      date('is_set'),
      date('in_last', duration(1, 'day')),
      date('in_last', duration(1, 'month')),
      date('not_in_last', duration(2, 'hour')),
      date('in_next', duration(1, 'hour')),
      date('in_next', duration(1, 'month')),
      date('older_than', duration(7, 'day')),
      date('this', 'month'),
      date('last', 'week'),
      date('anniversary_in_next', duration(3, 'day')),
      date('before', '2026-02-01'),
    ].map((wire) => ({ wire })),
    { wire: purchase({}), holds: ({ purchases }, now) => purchases.some((at) => at < now + 1) },
    { wire: purchase({ within: last(1, 'hour') }), holds: (one, now) => since(one, now, hour) > 0 },
    {
      wire: { event: 'purchase', operator: 'did_not', within: last(1) },
      holds: (one, now) => since(one, now, day) === 0,
    },
    { wire: counted('at_most', 1, last(1)), holds: (one, now) => since(one, now, day) <= 1 },
    { wire: counted('exactly', 2, last(7)), holds: (one, now) => since(one, now, 7 * day) === 2 },
    ...[
      { event: 'purchase', operator: 'did_not' },
      purchase({ within: last(30) }),
      purchase({ within: last(31) }),
      purchase({ within: last(1, 'month') }),
      purchase({ within: { calendar: 'today' } }),
      purchase({ within: { calendar: 'last_month' } }),
      purchase({ within: { from: '2026-01-31', to: '2026-03-01T12:00:00Z' } }),
      { event: 'purchase', operator: 'first_time', within: last(7) },
      { event: 'purchase', operator: 'last_time', within: last(1) },
      { event: 'purchase', operator: 'last_time', within: { calendar: 'last_week' } },
      purchase({
        aggregate: { function: 'sum', field: 'amount', operator: 'at_least', value: 12 },
        within: last(7),
      }),
      purchase({ aggregate: { function: 'avg', field: 'amount', operator: 'less_than', value: 5 } }),
      purchase({
        where: { logic: 'AND', rules: [{ field: 'amount', operator: 'greater_than', value: 4 }] },
        within: last(1),
      }),
      then('did', 2, 'hour', last(7)),
      then('did', 1, 'month', last(31)),
      contacted('was', { within: last(7) }),
      contacted('was_not', { within: last(1, 'month') }),
      contacted('was', { campaigns }),
      contacted('was', {}),
      { sample: { percent: 50, salt: 'x' }, operator: 'in' },
    ].map((wire) => ({ wire })),
    {
      wire: then('did_not', 2, 'hour', last(7)),
      holds: ({ purchases }, now) =>
        purchases.some((a) => {
          const from = Math.floor(a);
          if (a < now - 7 * day || a >= now + 1 || from + 2 * hour >= now) return false;
          return !purchases.some(
            (b) => Math.floor(b) > from && Math.floor(b) <= from + 2 * hour && b < now + 1,
          );
        }),
    },
    ...lists.flatMap((list) => ['in', 'not_in'].map((operator) => ({ wire: { list, operator } }))),
    ...segments.flatMap((segment) => ['in', 'not_in'].map((operator) => ({ wire: { segment, operator } }))),
  ];
  if (shop.host.knowsStatus)
    rules.push(
      { wire: { field: 'created_at', operator: 'in_last', value: duration(1, 'month') } },
      { wire: { field: 'created_at', operator: 'in_next', value: duration(1, 'day') } },
    );
  for (const operator of ['equals', 'not_equals', 'not_contains'])
    rules.push({ wire: { field: city, operator, value_field: email } });
  return rules;
}
