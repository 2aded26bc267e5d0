import {
  defaultLimits,
  link,
  parseRule,
  type References,
  referencesOf,
  type Rule,
  RuleError,
  type SegmentDefinition,
} from 'nest-targeting/rules';
import { hostCatalogue } from './support/host.js';

const parse = (...rules: object[]) => parseRule({ logic: 'AND', rules }, hostCatalogue);
const leaf = { field: 'c_int', operator: 'is_set' };
const inSegment = (segment: number) => ({ segment, operator: 'in' });
const notInSegment = (segment: number) => ({ segment, operator: 'not_in' });
const onList = (list: number) => ({ list, operator: 'in' });

const segment = (
  id: number,
  rule: Rule | RuleError,
  status: SegmentDefinition['status'] = 'active',
): SegmentDefinition => ({ id, name: `S${id}`, status, rule });

function references(
  segments: SegmentDefinition[],
  lists: [number, 'draft' | 'active' | 'archived'][] = [],
): References {
  return {
    segments: new Map(segments.map((each) => [each.id, each])),
    lists: new Map(lists.map(([id, status]) => [id, { id, name: `L${id}`, status }])),
  };
}

function faultsOf(
  rule: Rule,
  known: References,
  within: number[] = [],
  limits = defaultLimits,
): { path: string; code: string; message: string }[] {
  try {
    link(rule, known, within, limits);
    return [];
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    return [...error.faults];
  }
}

const first = 'conditions.rules[0]';

describe('references', () => {
  it('are those that a rule names itself, each once', () => {
    const rule = parse(
      inSegment(3),
      { logic: 'OR', rules: [notInSegment(4), onList(7), inSegment(3)] },
      onList(8),
    );
    expect(referencesOf(rule)).toEqual({ segments: [3, 4], lists: [7, 8], campaigns: [] });
  });

  it('have their segments put in place, at any depth', () => {
    const known = references(
      [segment(1, parse(leaf)), segment(2, parse(notInSegment(1), onList(5)), 'draft')],
      [[5, 'active']],
    );
    const linked = link(parse(inSegment(2)), known);
    expect(JSON.stringify(linked)).toContain('"name":"S2"');
    expect(JSON.stringify(linked)).toContain('"name":"S1"');
    expect(JSON.stringify(linked)).toContain('"name":"L5"');
  });

  it('may meet in the same segment twice without being a cycle', () => {
    const known = references([
      segment(1, parse(leaf)),
      segment(2, parse(inSegment(1))),
      segment(3, parse(inSegment(1), inSegment(2))),
    ]);
    expect(faultsOf(parse(inSegment(3), inSegment(1)), known)).toEqual([]);
  });
});

describe('what is refused', () => {
  it('is told at its path, all together', () => {
    const known = references([segment(2, parse(leaf), 'archived')], [[6, 'archived']]);
    const rule = parse(inSegment(1), { logic: 'OR', rules: [notInSegment(2), onList(5)] }, onList(6));
    expect(faultsOf(rule, known)).toEqual([
      { path: `${first}.segment`, code: 'missing_segment', message: 'There is no segment 1.' },
      {
        path: 'conditions.rules[1].rules[0].segment',
        code: 'archived_segment',
        message: 'The segment “S2” is archived.',
      },
      { path: 'conditions.rules[1].rules[1].list', code: 'missing_list', message: 'There is no list 5.' },
      { path: 'conditions.rules[2].list', code: 'archived_list', message: 'The list “L6” is archived.' },
    ]);
  });

  it('is told at the reference that the user sees, when it lies levels below', () => {
    const known = references([
      segment(1, parse(leaf, inSegment(2))),
      segment(2, parse(onList(9), inSegment(3))),
    ]);
    expect(faultsOf(parse(leaf, notInSegment(1)), known)).toEqual([
      {
        path: 'conditions.rules[1].segment',
        code: 'missing_list',
        message: 'In the segment “S1”: In the segment “S2”: There is no list 9.',
      },
      {
        path: 'conditions.rules[1].segment',
        code: 'missing_segment',
        message: 'In the segment “S1”: In the segment “S2”: There is no segment 3.',
      },
    ]);
  });

  it('is told once, however often it is met below', () => {
    const known = references([segment(1, parse(inSegment(9), inSegment(9), notInSegment(9)))]);
    expect(faultsOf(parse(inSegment(1)), known)).toHaveLength(1);
  });

  it('is a segment whose tree is no longer valid', () => {
    const gone = new RuleError([
      { path: 'conditions.rules[3].field', code: 'unknown_field', message: 'There is no field "x".' },
    ]);
    expect(faultsOf(parse(inSegment(1)), references([segment(1, gone)]))).toEqual([
      {
        path: `${first}.segment`,
        code: 'unknown_field',
        message: 'In the segment “S1”: There is no field "x".',
      },
    ]);
  });

  it.each<[string, Rule, SegmentDefinition[], number[]]>([
    ['to itself', parse(inSegment(1)), [segment(1, parse(inSegment(1)))], [1]],
    ['to itself, from outside', parse(inSegment(1)), [segment(1, parse(inSegment(1)))], []],
    [
      'through another',
      parse(inSegment(2)),
      [segment(1, parse(leaf)), segment(2, parse(notInSegment(1)))],
      [1],
    ],
    [
      'through two, in a negated group',
      parse(inSegment(2)),
      [
        segment(2, parse({ logic: 'OR', not: true, rules: [inSegment(3)] })),
        segment(3, parse(inSegment(1))),
        segment(1, parse(inSegment(2))),
      ],
      [1],
    ],
  ])('is a cycle: %s', (_, rule, segments, within) => {
    const faults = faultsOf(rule, references(segments), within);
    expect(faults).toEqual([
      { path: `${first}.segment`, code: 'cycle', message: 'The segment “S1” would refer to itself.' },
    ]);
  });

  it('is what grows too large', () => {
    // Each is the one before a hundred times.
    const hundred = (id: number) => parse(...Array.from({ length: 100 }, () => inSegment(id)));
    const known = references([
      segment(1, hundred(2)),
      segment(2, hundred(3)),
      segment(3, hundred(4)),
      segment(4, parse(leaf)),
    ]);
    const faults = faultsOf(parse(inSegment(1)), known);
    expect(faults).toEqual([
      {
        path: `${first}.segment`,
        code: 'too_large',
        message: 'With the segments it refers to, this is too large.',
      },
    ]);
  });

  it('is what grows too large by the rules about its events', () => {
    const where = {
      logic: 'AND',
      rules: Array.from({ length: 1_900 }, () => ({ field: 'amount', operator: 'is_set' })),
    };
    const heavy = parse({ event: 'purchase', operator: 'did', where });
    const known = references(Array.from({ length: 11 }, (_, index) => segment(index + 1, heavy)));
    const several = (count: number) =>
      parse(...Array.from({ length: count }, (_, index) => inSegment(index + 1)));
    expect(faultsOf(several(10), known)).toEqual([]);
    expect(faultsOf(several(11), known)[0]?.code).toBe('too_large');
  });

  it('is what is nested too deep, and tells it in few words', () => {
    const chain = (length: number) =>
      references(
        Array.from({ length }, (_, index) =>
          segment(index + 1, index + 1 === length ? parse(leaf) : parse(inSegment(index + 2))),
        ),
      );
    expect(faultsOf(parse(inSegment(1)), chain(200))).toEqual([]);
    const tooDeep = [
      {
        path: `${first}.segment`,
        code: 'too_deep',
        message: 'With the segments it refers to, this is nested too deep.',
      },
    ];
    expect(faultsOf(parse(inSegment(1)), chain(300))).toEqual(tooDeep);
    expect(faultsOf(parse(inSegment(1)), chain(9_000))).toEqual(tooDeep);
  });
});
