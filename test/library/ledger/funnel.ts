import fc from 'fast-check';
import type { Host } from '../../hosts/host.js';
import { type Shop } from '../shop.js';
import { type Holds, ruleOf } from './rules.js';
import type { World } from './world.js';

/** A tree by numbers, which a world makes a real one. */
export type Drawn = { rule: number } | { isAnd: boolean; isNot: boolean; rules: Drawn[] };

export const aTree = fc.letrec<{ group: Drawn; rule: Drawn; node: Drawn }>((tie) => ({
  rule: fc.record({ rule: fc.nat() }),
  node: fc.oneof({ depthSize: 'small', withCrossShrink: true }, tie('rule'), tie('group')),
  group: fc.record({
    isAnd: fc.boolean(),
    isNot: fc.boolean(),
    rules: fc.array(tie('node'), { minLength: 1, maxLength: 4 }),
  }),
})).group;

interface Node {
  wire: object;
  holds: Holds;
  /** Path and meaning of each rule within, and of the rules of its group up to it. */
  inner: { path: string; own: Holds; running: Holds }[];
}

export function nodeOf(drawn: Drawn, shop: Shop, world: World, path = 'conditions'): Node {
  if ('rule' in drawn) {
    const [wire, holds] = ruleOf(shop, world, drawn.rule);
    return { wire, holds, inner: [] };
  }
  const nodes = drawn.rules.map((rule, index) => nodeOf(rule, shop, world, `${path}.rules[${index}]`));
  const together =
    (some: Node[]): Holds =>
    (...person) =>
      drawn.isAnd ? some.every(({ holds }) => holds(...person)) : some.some(({ holds }) => holds(...person));
  return {
    wire: { logic: drawn.isAnd ? 'AND' : 'OR', not: drawn.isNot, rules: nodes.map(({ wire }) => wire) },
    holds: (...person) => together(nodes)(...person) !== drawn.isNot,
    inner: nodes.flatMap(({ holds, inner }, index) => [
      { path: `${path}.rules[${index}]`, own: holds, running: together(nodes.slice(0, index + 1)) },
      ...inner,
    ]),
  };
}

/** Each number of a preview of rules is what plain sets say. */
export async function checkFunnel({ api }: Host, shop: Shop, world: World, drawn: Drawn): Promise<void> {
  const { wire, holds, inner } = nodeOf(drawn, shop, world);
  const preview = await api.post('segments/preview', { conditions: wire }, 200);
  const now = Date.now();
  const count = (of: Holds) => world.people.filter((person) => of(person, now)).length;
  expect({ count: preview.count, total: preview.total }).toEqual({
    count: count(holds),
    total: world.people.length,
  });
  const byPath = (rows: { path: string }[]) => [...rows].sort((a, b) => (a.path < b.path ? -1 : 1));
  const expected = inner.map(({ path, own, running }) => ({
    path,
    count: count(own),
    running: count(running),
  }));
  expect(byPath(preview.rules as { path: string }[])).toEqual(byPath(expected));
}
