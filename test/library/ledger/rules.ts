import { last, type Shop } from '../shop.js';
import { contacted, type Person, type Segment } from './model.js';
import type { World } from './world.js';

export type Holds = Segment['holds'];
export type Rule = [wire: object, holds: Holds];

const day = 86_400_000;
export const cities = ['Rome', 'Paris', 'Oslo'];

/** One of nine kinds of rule, chosen by a number. */
export function ruleOf(shop: Shop, { segments, lists, campaigns }: World, choice: number): Rule {
  const size = Math.floor(choice / 9);
  const number = size % 6;
  const within = 1 + (size % 10);
  const city = cities[size % cities.length]!;
  const segment = segments[size % segments.length]!;
  const list = lists[size % lists.length]!;
  const campaign = campaigns[size % campaigns.length]!;
  const recent = (person: Person, now: number) =>
    person.purchases.filter((at) => at >= now - within * day).length;
  const rules: Rule[] = [
    [shop.scoreAtLeast(number), ({ score }) => score !== null && score >= number],
    [{ ...shop.scoreAtLeast(number), operator: 'not_equals' }, ({ score }) => score !== number],
    [shop.livesIn(city), (person) => person.city === city],
    [
      { event: 'purchase', operator: 'did_not', within: last(within) },
      (person, now) => recent(person, now) === 0,
    ],
    [
      { event: 'purchase', operator: 'did', within: last(within), count: { operator: 'at_most', value: 1 } },
      (person, now) => recent(person, now) <= 1,
    ],
    [{ segment: segment.id, operator: 'not_in' }, (person, now, own) => !segment.holds(person, now, own)],
    [{ list: list.id, operator: 'in' }, (person) => person.lists.has(list.id)],
    [
      { contacted: { within: last(within) }, operator: 'was_not' },
      (person, now, own) => !contacted(person, now, own, { days: within }),
    ],
    [
      { contacted: { campaigns: [campaign] }, operator: 'was' },
      (person, now, own) => contacted(person, now, own, { campaigns: [String(campaign)] }),
    ],
  ];
  return rules[choice % rules.length]!;
}
