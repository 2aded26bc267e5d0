import fc from 'fast-check';
import {
  canonicalRule,
  describeRule,
  diffRules,
  nameReferences,
  parseRule,
  type Rule,
} from 'nest-targeting/rules';
import { hostCatalogue } from './support/host.js';
import { rewritten } from './support/rewritten.js';
import { Trees, type Wire } from './support/trees.js';
import { anyWorld } from './support/world.js';

const moment = { now: Date.parse('2026-11-22T10:00:00Z'), timeZone: 'UTC' };
const names = { segments: new Map([[1, 'VIP']]), lists: new Map([[2, 'Guests']]) };
const read = (wire: Wire | object) => nameReferences(parseRule(wire, hostCatalogue), names);
const diff = (before: object, after: object) => diffRules(read(before), read(after), moment);

const all = (...rules: object[]) => ({ logic: 'AND', rules });
const any = (...rules: object[]) => ({ logic: 'OR', rules });
const not = (group: object) => ({ ...group, not: true });
const score = (value: number) => ({ field: 'c_int', operator: 'greater_than', value });
const below = (value: number) => ({ field: 'c_int', operator: 'less_than', value });
const motto = (value: string) => ({ field: 'c_text', operator: 'equals', value });
const isTrue = { field: 'c_bool', operator: 'is_true' };

describe('the difference of two rules', () => {
  it.each<[string, object, object, string[]]>([
    ['nothing', all(score(80)), all(score(80)), []],
    ['the order', all(score(80), motto('a')), all(motto('A'), score(80)), []],
    ['a group around one', all(score(80), motto('a')), all(any(all(score(80))), motto('a')), []],
    ['logic that combines one', all(score(80)), any(score(80)), []],
    ['one added', all(isTrue), all(isTrue, score(80)), ['Added: the c_int is greater than 80']],
    ['one removed', all(isTrue, score(80)), all(isTrue), ['Removed: the c_int is greater than 80']],
    [
      'a value',
      all(isTrue, score(80)),
      all(isTrue, score(90)),
      ['Changed: the c_int is greater than 80 → the c_int is greater than 90'],
    ],
    [
      'values of two about one field: each with its own operator',
      all(score(80), below(90)),
      all(below(95), score(85)),
      [
        'Changed: the c_int is greater than 80 → the c_int is greater than 85',
        'Changed: the c_int is less than 90 → the c_int is less than 95',
      ],
    ],
    [
      'the logic',
      all(isTrue, score(80)),
      any(isTrue, score(80)),
      ['Changed: all rules must hold → one rule is enough'],
    ],
    [
      'a negation',
      any(isTrue, score(80)),
      not(any(isTrue, score(80))),
      ['Changed: one rule is enough → no rule may hold'],
    ],
    [
      'a negation of one',
      all(score(80)),
      not(all(score(80))),
      ['Changed: the rule must hold → the rule must not hold'],
    ],
    [
      'one within a group',
      all(isTrue, any(score(80), motto('a'))),
      all(isTrue, any(score(80), motto('a'), motto('b'))),
      ['Added within “the c_int is greater than 80 or the c_text is “a””: the c_text is “b”'],
    ],
    [
      'one moved into a group',
      all(isTrue, score(1), any(score(80), motto('a'))),
      all(score(1), any(score(80), motto('a'), isTrue)),
      [
        'Added within “the c_int is greater than 80 or the c_text is “a””: the c_bool is true',
        'Removed: the c_bool is true',
      ],
    ],
    [
      'an alternative to one',
      all(isTrue, score(80)),
      all(isTrue, any(score(80), motto('a'))),
      ['Changed: the c_int is greater than 80 → the c_int is greater than 80 or the c_text is “a”'],
    ],
    [
      'what is referred to, by its name as far as it is known',
      all({ segment: 1, operator: 'in' }, { list: 2, operator: 'in' }),
      all({ segment: 3, operator: 'in' }),
      ['Changed: is in segment “VIP” → is in segment “3”', 'Removed: is on list “Guests”'],
    ],
  ])('%s', (_, before, after, sentences) => {
    expect(diff(before, after)).toEqual(sentences);
  });

  const [world] = fc.sample(anyWorld(0), { seed: 20261125, numRuns: 1 });
  const tree = new Trees(world!).tree([1, 2, 3]);
  const edited = fc
    .tuple(tree, tree, fc.infiniteStream(fc.nat(5)))
    .map(
      ([before, other, dice]) =>
        [before, edit(before, other['rules'] as Wire[], () => dice.next().value as number)] as const,
    );
  const pairs = fc.oneof({ weight: 4, arbitrary: edited }, { weight: 1, arbitrary: fc.tuple(tree, tree) });

  it('is empty exactly when both mean the same by form, and names every rule that only one of them has', () => {
    let differing = 0;
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        const [was, is] = [read(before), read(after)];
        expect(diffRules(was, read(rewritten(before)), moment)).toEqual([]);
        const sentences = diffRules(was, is, moment);
        expect(sentences.length > 0).toBe(canonicalRule(was) !== canonicalRule(is));
        for (const rule of onlyIn(was, is))
          expect(sentences.some((each) => /^(Removed|Changed)/.test(each) && each.includes(rule))).toBe(true);
        for (const rule of onlyIn(is, was))
          expect(sentences.some((each) => /^(Added|Changed)/.test(each) && each.includes(rule))).toBe(true);
        if (sentences.length > 0) differing++;
      }),
      { numRuns: 200 },
    );
    expect(differing).toBeGreaterThan(50);
  });
});

/** A tree with some rules left out, replaced and negated, by the dice. */
function edit(group: Wire, spares: readonly Wire[], roll: () => number): Wire {
  const rules = (group['rules'] as Wire[]).flatMap((rule): Wire[] => {
    const spare = spares[roll() % spares.length] ?? rule;
    const isGroup = Array.isArray(rule['rules']);
    switch (roll()) {
      case 0:
        return [spare];
      case 1:
        return [rule, spare];
      case 2:
        return [{ logic: 'OR', rules: [rule, spare] }];
      default:
        return [isGroup ? edit(rule, spares, roll) : rule];
    }
  });
  const kept = roll() === 0 && rules.length > 1 ? rules.slice(1) : rules;
  return { ...group, rules: kept, logic: roll() === 0 ? 'OR' : group['logic'], not: roll() === 0 };
}

const leavesOf = (rule: Rule): Rule[] => (rule.kind === 'group' ? rule.rules.flatMap(leavesOf) : [rule]);

/** What rules say that one tree has and the other has not. */
function onlyIn(one: Rule, other: Rule): string[] {
  const there = new Set(leavesOf(other).map(canonicalRule));
  return leavesOf(one)
    .filter((rule) => !there.has(canonicalRule(rule)))
    .map((rule) => describeRule(rule, moment));
}
