import { collect, fault, RuleError, type RuleFault } from './faults.js';
import { defaultLimits, type RuleLimits } from './limits.js';
import type { EventFilter, EventRule, ListRule, Rule, SegmentRule } from './tree.js';

/** A segment as it is stored, ready to stand for a reference to it. */
export interface SegmentDefinition {
  readonly id: number;
  readonly name: string;
  readonly status: 'draft' | 'active' | 'archived';
  /** Its parsed tree, with references of its own; for a static segment a list rule. A RuleError when it does not parse any more. */
  readonly rule: Rule | RuleError;
}

export interface ListDefinition {
  readonly id: number;
  readonly name: string;
  readonly status: 'draft' | 'active' | 'archived';
}

/** Everything that the rules at hand refer to, at any depth. */
export interface References {
  readonly segments: ReadonlyMap<number, SegmentDefinition>;
  readonly lists: ReadonlyMap<number, ListDefinition>;
}

/** Ids of the segments, lists and campaigns that a rule names itself. */
export function referencesOf(rule: Rule): { segments: number[]; lists: number[]; campaigns: string[] } {
  const found = { segments: new Set<number>(), lists: new Set<number>(), campaigns: new Set<string>() };
  visit(rule, (leaf) => {
    if (leaf.kind === 'segment') found.segments.add(leaf.id);
    if (leaf.kind === 'list') found.lists.add(leaf.id);
    if (leaf.kind === 'contacted') for (const id of leaf.campaigns ?? []) found.campaigns.add(id);
  });
  return { segments: [...found.segments], lists: [...found.lists], campaigns: [...found.campaigns] };
}

function visit(rule: Rule, see: (rule: Rule) => void) {
  see(rule);
  if (rule.kind === 'group') for (const child of rule.rules) visit(child, see);
}

/**
 * Puts what they refer to in place of references, at any depth.
 * @param within ids of the segments that the rule belongs to: to meet one of them again is a cycle
 * @throws RuleError when something is missing, archived, no longer valid, refers to itself, or grows too large
 */
export function link(
  rule: Rule,
  references: References,
  within: readonly number[] = [],
  limits: RuleLimits = defaultLimits,
): Rule {
  return new Linker(references, limits).link(rule, within);
}

class Linker {
  private rules = 0;

  constructor(
    private readonly references: References,
    private readonly limits: RuleLimits,
  ) {}

  /** @param depth of groups and segments around the rule */
  link(rule: Rule, within: readonly number[], depth = 0): Rule {
    this.rules += rule.kind === 'event' ? sizeOfEvent(rule) : 1;
    if (this.rules > 10 * this.limits.rules)
      throw fault(rule.path, 'too_large', 'With the segments it refers to, this is too large.');
    if (depth > 5 * this.limits.depth)
      throw fault(rule.path, 'too_deep', 'With the segments it refers to, this is nested too deep.');
    switch (rule.kind) {
      case 'group':
        return {
          ...rule,
          rules: collect(rule.rules.map((child) => () => this.link(child, within, depth + 1))),
        };
      case 'segment':
        return this.linkSegment(rule, within, depth + 1);
      case 'list':
        return this.linkList(rule);
      default:
        return rule;
    }
  }

  private linkSegment(rule: SegmentRule, within: readonly number[], depth: number): Rule {
    const path = `${rule.path}.segment`;
    const segment = this.references.segments.get(rule.id);
    if (!segment) throw fault(path, 'missing_segment', `There is no segment ${rule.id}.`);
    if (segment.status === 'archived')
      throw fault(path, 'archived_segment', `The segment “${segment.name}” is archived.`);
    if (within.includes(rule.id))
      throw fault(path, 'cycle', `The segment “${segment.name}” would refer to itself.`);
    if (segment.rule instanceof RuleError) throw throughSegment(path, segment.name, segment.rule);
    try {
      const target = this.link(segment.rule, [...within, rule.id], depth);
      return { ...rule, target: { name: segment.name, rule: target } };
    } catch (error) {
      throw error instanceof RuleError ? throughSegment(path, segment.name, error) : error;
    }
  }

  private linkList(rule: ListRule): Rule {
    const path = `${rule.path}.list`;
    const list = this.references.lists.get(rule.id);
    if (!list) throw fault(path, 'missing_list', `There is no list ${rule.id}.`);
    if (list.status === 'archived')
      throw fault(path, 'archived_list', `The list “${list.name}” is archived.`);
    return { ...rule, name: list.name };
  }
}

/** The rule itself, and those about properties of its events. */
const sizeOfEvent = (rule: EventRule): number =>
  sizeOfFilter(rule) + (rule.question.kind === 'then' ? sizeOfFilter(rule.question.next) : 0);

const sizeOfFilter = ({ where }: EventFilter): number => 1 + (where ? sizeOf(where) : 0);

const sizeOf = (rule: Rule): number =>
  1 + (rule.kind === 'group' ? rule.rules.reduce((sum, child) => sum + sizeOf(child), 0) : 0);

/** A fault inside of a segment is one of the reference to it, at the place that the user can see. */
function throughSegment(path: string, name: string, { faults }: RuleError): RuleError {
  const seen = new Map<string, RuleFault>();
  for (const { code, message } of faults) {
    const outer = aboutTheWhole.includes(code) ? message : `In the segment “${name}”: ${message}`;
    seen.set(`${code} ${outer}`, { path, code, message: outer });
  }
  return new RuleError([...seen.values()]);
}

/** Faults that lie in no single segment. */
const aboutTheWhole = ['cycle', 'too_deep', 'too_large'];
