import {
  type Catalogue,
  describeRule,
  nameReferences,
  type Names,
  parseRule,
  type Rule,
  RuleError,
  type RuleFault,
} from 'nest-targeting/rules';
import type { Moment } from './read-tree.js';

/** A rule to be read: in words, or of a group how its rules hold together. */
export interface OutlinePart {
  text: string;
  logic?: 'AND' | 'OR';
  not?: boolean;
  rules?: OutlinePart[];
}

export interface Outline {
  /** Undefined when the tree cannot be read: it may be of a time with other fields. */
  tree?: OutlinePart;
  faults: readonly RuleFault[];
}

/** Puts every rule of a tree into words, keeping its groups. */
export function outlineOf(tree: unknown, catalogue: Catalogue, names: Names, moment: Moment): Outline {
  try {
    return { tree: partOf(nameReferences(parseRule(tree, catalogue), names), moment), faults: [] };
  } catch (error) {
    if (error instanceof RuleError) return { faults: error.faults };
    throw error;
  }
}

function partOf(rule: Rule, moment: Moment): OutlinePart {
  const text = describeRule(rule, moment);
  if (rule.kind !== 'group') return { text };
  const { logic, not } = rule;
  return { text, logic, not, rules: rule.rules.map((child) => partOf(child, moment)) };
}
