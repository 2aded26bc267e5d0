import { createHash } from 'node:crypto';
import {
  canonicalRule,
  compileRule,
  type CustomerTable,
  quoteTable,
  type Rule,
  SqlWriter,
} from '../rules/index.js';
import { contactChanges, listChanges } from './change-log.js';

/** A rule whose customers are kept as one set: anything but a group or a reference to a segment. Most negations are kept as what they negate. */
export type LeafRule = Exclude<Rule, { kind: 'group' | 'segment' }>;

/** What decides, beside the rule itself, who is in. */
export interface LeafContext {
  readonly customer: CustomerTable;
  readonly timeZone: string;
  /** A campaign whose own contacts do not count. */
  readonly campaignId?: string | undefined;
}

/** A leaf: equal keys mean the same customers at the same instant. */
export interface Leaf {
  readonly key: string;
  readonly rule: LeafRule;
  readonly context: LeafContext;
  /** Changes of these sources, and of customers themselves, may bring customers in or out. */
  readonly sources: readonly string[];
  /** About as much memory as it takes beside its set: a rule may name ten thousand values. */
  readonly bytes: number;
}

/** Of objects and short texts that each leaf has. */
const leastBytes = 2_048;
/** A rule is kept as it was parsed and as SQL with its values: so many bytes for each letter of its SQL. */
const bytesPerLetter = 4;

/** Of rules that were asked about before. */
const known = new WeakMap<LeafRule, Leaf>();

/** The leaf of a rule as it stands in a tree, negated or not. */
export function leafBehind(rule: LeafRule, context: LeafContext): Leaf {
  const before = known.get(rule);
  if (before && isSame(before.context, context)) return before;
  const leaf = leafOf(affirmed(rule).rule, context);
  known.set(rule, leaf);
  return leaf;
}

const isSame = (a: LeafContext, b: LeafContext): boolean =>
  a.customer === b.customer && a.timeZone === b.timeZone && a.campaignId === b.campaignId;

export function leafOf(rule: LeafRule, context: LeafContext): Leaf {
  // Windows that compile alike at this instant, as today and the last day may, differ in their form; the same words about another
  // column, once the catalogue has changed, differ in their SQL.
  const shape = shapeAt(rule, context, 0).text;
  const text = [canonicalRule(rule), context.timeZone, shape].join('\n');
  const key = createHash('sha256').update(text).digest('base64');
  const bytes = leastBytes + bytesPerLetter * shape.length;
  return { key, rule, context, sources: sourcesOf(rule), bytes };
}

function sourcesOf(rule: LeafRule): string[] {
  switch (rule.kind) {
    case 'event':
      return [rule.event, ...(rule.question.kind === 'then' ? [rule.question.next.event] : [])].map((event) =>
        quoteTable(event.table.table),
      );
    case 'list':
      return [listChanges(rule.id)];
    case 'contacted':
      return [contactChanges];
    default:
      return [];
  }
}

/** The SQL of a leaf at an instant, without its instants, and these. */
export interface Shape {
  readonly text: string;
  readonly instants: readonly number[];
  /** Whether it is the same at any other instant. */
  readonly isTimeless: boolean;
}

export function shapeAt(rule: Rule, { customer, timeZone, campaignId }: LeafContext, now: number): Shape {
  const writer = new InstantsApart();
  let isTimeless = true;
  const moment = {
    timeZone,
    get now() {
      isTimeless = false;
      return now;
    },
  };
  const text = compileRule(rule, { customer, writer, moment, alias: 'c', campaignId });
  return { text: text + JSON.stringify(writer.params), instants: writer.instants, isTimeless };
}

class InstantsApart extends SqlWriter {
  readonly instants: number[] = [];

  override instant(milliseconds: number): string {
    this.instants.push(milliseconds);
    return '@';
  }
}

/** What is negated in a rule is taken from everyone; so a rule and its negation are one leaf. */
export function affirmed(rule: LeafRule): { rule: LeafRule; negated: boolean } {
  switch (rule.kind) {
    case 'list':
    case 'contacted':
    case 'sample':
      return { rule: { ...rule, negated: false }, negated: rule.negated };
    case 'event':
      return rule.question.kind === 'none'
        ? { rule: { ...rule, question: { kind: 'any' } }, negated: true }
        : { rule, negated: false };
    default:
      return { rule, negated: false };
  }
}
