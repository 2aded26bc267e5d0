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
import { getIn } from './tree/path.js';

export interface ReadTree {
  /** In plain words; undefined while something is wrong. */
  sentence?: string;
  /** Each of the outermost rules by itself. */
  parts?: string[];
  faults: readonly RuleFault[];
}

export interface Moment {
  now: number;
  timeZone: string;
}

/** Reads a tree as the engine does: what it says in words, or what is wrong with it and where. */
export function readTree(tree: unknown, catalogue: Catalogue, names: Names, moment: Moment): ReadTree {
  try {
    const rule = parseRule(tree, catalogue);
    const inWords = (part: Rule) => describeRule(nameReferences(part, names), moment);
    return { sentence: inWords(rule), parts: rule.rules.map(inWords), faults: [] };
  } catch (error) {
    if (error instanceof RuleError) return { faults: error.faults };
    throw error;
  }
}

/** The faults about a node and whatever is below it. */
export const faultsWithin = (faults: readonly RuleFault[], path: string): RuleFault[] =>
  faults.filter(
    (fault) => fault.path === path || fault.path.startsWith(`${path}.`) || fault.path.startsWith(`${path}[`),
  );

/** The faults about a node itself: those of its nested rules are shown there. */
export const faultsAt = (faults: readonly RuleFault[], path: string): RuleFault[] =>
  faultsWithin(faults, path).filter((fault) => !/\.rules\[\d+\]/.test(fault.path.slice(path.length)));

/** Not wrong, only not finished: what is missing is still to be filled in. */
export function isUnfinished({ path, code }: RuleFault, tree: unknown): boolean {
  const steps = path.replace(/^conditions\.?/, '').replaceAll(/\[(\d+)\]/g, '.$1');
  const value = getIn(tree, steps.split('.').filter(Boolean));
  return code === 'empty' || value === undefined || value === null || value === '' || isUnchosen(value);
}

/** A reference that is still to be picked. */
const isUnchosen = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (('segment' in value && value.segment === null) || ('list' in value && value.list === null));
