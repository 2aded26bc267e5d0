import { isDeepStrictEqual } from 'node:util';
import type { Key } from '../rules/index.js';
import type { Definition } from './definition.js';

/** What all kinds have: name, description, status. */
export function commonChanges(before: Definition, after: Definition): string[] {
  return [
    ...(before.name === after.name ? [] : [`Renamed: “${before.name}” → “${after.name}”`]),
    ...(before.description === after.description ? [] : ['Changed: the description']),
    ...(before.status === after.status ? [] : [`Status: ${before.status} → ${after.status}`]),
  ];
}

/** Members of a list of many, such as customers picked by hand: how many came and went. */
export function memberChanges(
  before: Definition,
  after: Definition,
  setting: string,
  words: (count: number) => string,
): string[] {
  const [was, is] = [before, after].map((definition) => new Set(listOf(definition, setting).map(String)));
  const added = [...is!].filter((key) => !was!.has(key)).length;
  const removed = [...was!].filter((key) => !is!.has(key)).length;
  return [
    ...(removed > 0 ? [`Removed: ${words(removed)}`] : []),
    ...(added > 0 ? [`Added: ${words(added)}`] : []),
  ];
}

/** That those which are in both stand in another order. */
export function orderChanges(
  before: Definition,
  after: Definition,
  setting: string,
  words: string,
): string[] {
  const [was, is] = [before, after].map((definition) => listOf(definition, setting).map(String));
  const [had, has] = [new Set(was), new Set(is)];
  const kept = is!.filter((key) => had.has(key));
  const isSame = was!.filter((key) => has.has(key)).every((key, index) => key === kept[index]);
  return isSame ? [] : [`Changed: the order of the ${words}`];
}

export const customersInWords = (count: number) =>
  `${count} ${count === 1 ? 'customer' : 'customers'} picked by hand`;

/** Customers and addresses of a list or a fixed segment; a version that has too many of them goes without. */
export function handPickChanges(before: Definition, after: Definition): string[] {
  if ('customers' in before !== 'customers' in after) return [pickedAnew];
  return [
    ...memberChanges(before, after, 'customers', customersInWords),
    ...memberChanges(
      before,
      after,
      'emails',
      (count) => `${count} ${count === 1 ? 'address' : 'addresses'} picked by hand`,
    ),
  ];
}

/** All that can be said where the versions do not hold whom was picked. */
export const pickedAnew = 'Changed: the customers picked by hand';

const said = ['name', 'description', 'status', 'segment_type', 'conditions', 'customers', 'emails'];

/** Settings that have no words of their own. */
export const otherChanges = (before: Definition, after: Definition): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((setting) => !said.includes(setting))
    .filter((setting) => !isDeepStrictEqual(before[setting] ?? null, after[setting] ?? null))
    .map((setting) => `Changed: the ${setting.replaceAll('_', ' ')}`);

export const listOf = (definition: Definition, setting: string): readonly Key[] =>
  (definition[setting] as Key[] | null | undefined) ?? [];
