import { findOperator, operatorsOf, parseRule } from '../../libs/targeting/src/rules/index.js';
import type { FieldInfo, Fields, FieldType } from '../../libs/ra-targeting/src/data-provider/types.js';
import { catalogueOf } from '../../libs/ra-targeting/src/rules/catalogue.js';
import { newFieldRule, newRule, withOperator } from '../../libs/ra-targeting/src/rules/new-rule.js';
import { faultsAt, isUnfinished, readTree } from '../../libs/ra-targeting/src/rules/read-tree.js';
import { edited } from '../../libs/ra-targeting/src/rules/tree/edit.js';
import { jsonLines, lineOf } from '../../libs/ra-targeting/src/rules/tree/json-lines.js';
import { keyOf } from '../../libs/ra-targeting/src/rules/tree/identity.js';
import { pathText } from '../../libs/ra-targeting/src/rules/tree/path.js';
import type { WireGroup, WireNode } from '../../libs/ra-targeting/src/rules/tree/wire.js';

const rule = (name: string): WireNode => ({ field: name, operator: 'is_set' });
const group = (...rules: WireNode[]): WireGroup => ({ logic: 'AND', rules });
const names = (node: WireNode): string =>
  'rules' in node ? `(${node.rules.map(names).join(' ')})` : 'field' in node ? node.field : '?';

describe('edits of a rule tree', () => {
  const tree = group(rule('a'), group(rule('b'), rule('c')), rule('d'));

  it.each<[string, Parameters<typeof edited>[1], string]>([
    ['adds', { type: 'add', group: ['rules', 1], node: rule('x') }, '(a (b c x) d)'],
    ['removes', { type: 'remove', path: ['rules', 1, 'rules', 0] }, '(a (c) d)'],
    ['copies', { type: 'copy', path: ['rules', 0] }, '(a a (b c) d)'],
    ['wraps', { type: 'wrap', path: ['rules', 2] }, '(a (b c) (d))'],
    ['unwraps', { type: 'unwrap', path: ['rules', 1] }, '(a b c d)'],
    ['moves down over a neighbour', { type: 'move', path: ['rules', 0], group: [], index: 2 }, '((b c) a d)'],
    ['moves up', { type: 'move', path: ['rules', 2], group: [], index: 0 }, '(d a (b c))'],
    [
      'moves into a group',
      { type: 'move', path: ['rules', 0], group: ['rules', 1], index: 1 },
      '((b a c) d)',
    ],
    [
      'moves out of a group',
      { type: 'move', path: ['rules', 1, 'rules', 0], group: [], index: 0 },
      '(b a (c) d)',
    ],
    [
      'moves no group into itself',
      { type: 'move', path: ['rules', 1], group: ['rules', 1], index: 0 },
      '(a (b c) d)',
    ],
    ['shifts into the group it meets', { type: 'shift', path: ['rules', 0], by: 1 }, '((a b c) d)'],
    ['shifts out at the end', { type: 'shift', path: ['rules', 1, 'rules', 1], by: 1 }, '(a (b) c d)'],
    ['shifts nothing beyond the ends', { type: 'shift', path: ['rules', 0], by: -1 }, '(a (b c) d)'],
  ])('%s', (_, edit, expected) => {
    expect(names(edited(tree, edit))).toBe(expected);
    expect(names(tree)).toBe('(a (b c) d)');
  });

  it('takes a group away with its last rule', () => {
    expect(
      names(edited(group(group(rule('a')), rule('b')), { type: 'remove', path: ['rules', 0, 'rules', 0] })),
    ).toBe('(b)');
  });

  it('lets every rule keep its identity through changes and moves', () => {
    const [a, inner] = tree.rules as [WireNode, WireGroup, WireNode];
    const [keyOfA, keyOfInner] = [keyOf(a), keyOf(inner)];
    const changed = edited(tree, { type: 'replace', path: ['rules', 0], node: rule('z') });
    expect(keyOf(changed.rules[0]!)).toBe(keyOfA);
    const moved = edited(changed, { type: 'move', path: ['rules', 0], group: ['rules', 1], index: 0 });
    expect(keyOf(moved.rules[0]!)).toBe(keyOfInner);
    expect(keyOf((moved.rules[0] as WireGroup).rules[0]!)).toBe(keyOfA);
  });
});

const types: FieldType[] = ['text', 'number', 'boolean', 'date', 'array'];
const fields: FieldInfo[] = types.map((type) => ({
  name: type,
  label: type,
  type,
  operators: operatorsOf[type].map(({ name }) => name),
}));
const all: Fields = { fields, events: [{ name: 'purchase', label: 'purchase', properties: fields }] };
const catalogue = catalogueOf(all);
const noNames = { segments: new Map<number, string>(), lists: new Map<number, string>() };
const moment = { now: 0, timeZone: 'UTC' };

describe('what the builder makes', () => {
  const every = fields.flatMap((field) => field.operators.map((operator) => ({ field, operator })));

  it.each(every)('$field.type $operator: is right, or only not finished', ({ field, operator }) => {
    const made = withOperator(newFieldRule(field), field.type, operator);
    expect(made.operator).toBe(operator);
    const tree = group(made);
    const { faults } = readTree(tree, catalogue, noNames, moment);
    expect(faults.filter((fault) => !isUnfinished(fault, tree))).toEqual([]);
    if (findOperator(field.type, operator)!.editor === 'none')
      expect(() => parseRule(tree, catalogue)).not.toThrow();
  });

  it.each(['segment', 'list', 'contacted', 'sample'] as const)(
    '%s: is right, or only not finished',
    (kind) => {
      const tree = group(newRule[kind]());
      const { faults } = readTree(tree, catalogue, noNames, moment);
      expect(faults.filter((fault) => !isUnfinished(fault, tree))).toEqual([]);
    },
  );

  it('shows a fault at the very rule that has it', () => {
    const tree = group(
      rule('text'),
      group({ field: 'number', operator: 'equals', value: 'x' }, rule('text')),
    );
    const { faults } = readTree(tree, catalogue, noNames, moment);
    expect(faultsAt(faults, pathText(['rules', 1, 'rules', 0]))).toHaveLength(1);
    expect(faultsAt(faults, pathText(['rules', 1]))).toEqual([]);
    expect(faultsAt(faults, pathText([]))).toEqual([]);
  });
});

describe('the lines of a JSON text', () => {
  const text = `{
  "logic": "AND",
  "rules": [
    { "field": "a \\" }", "operator": "in",
      "value": [1,
        "x"] },
    {
      "rules": []
    }
  ]
}`;

  it.each([
    ['conditions', 1],
    ['conditions.logic', 2],
    ['conditions.rules', 3],
    ['conditions.rules[0].operator', 4],
    ['conditions.rules[0].value[1]', 6],
    ['conditions.rules[1]', 7],
    ['conditions.rules[1].rules', 8],
    ['conditions.rules[1].logic', 7],
    ['conditions.rules[1].rules[0].value', 8],
  ])('%s stands in line %d', (path, line) => {
    expect(JSON.parse(text)).toBeDefined();
    expect(lineOf(jsonLines(text), path)).toBe(line);
    expect(jsonLines(text).brokenAt).toBeUndefined();
  });

  it.each([
    ['{\n  "a": 1,\n  }', 3],
    ['{\n  "a" 1\n}', 2],
    ['[\n  1,\n  nose\n]', 3],
    ['{ "a":\n"b\n" }', 2],
    ['{}\n}', 2],
    ['', 1],
    ['[1,\n2', 2],
    ['[1,]', 1],
  ])('%j is broken in line %d', (broken, line) => {
    expect(() => JSON.parse(broken) as unknown).toThrow();
    expect(jsonLines(broken).brokenAt).toBe(line);
  });
});
