import { compileGroup, compileField } from '../rules/compile-group.js';
import { type Group, type Rule, SqlWriter } from '../rules/index.js';
import { fixedLength } from '../rules/time.js';
import type { Leaf, Shape } from './leaf.js';

/** Instants from `low` to `high`, both included. */
export interface Stretch {
  readonly low: number;
  readonly high: number;
}

/**
 * What the time between two instants does to a leaf: nothing; or only customers with a timestamp in these stretches can have
 * come in or gone out; or everything may have (a day has turned, and the rule is about days).
 */
export type Passage = 'nothing' | 'everything' | readonly Stretch[];

/**
 * Between two instants each bound of a window moves from one value to another: only what lies between the two, both included,
 * can be on another side of it. Nothing is said of the way between: months are not monotone, and clocks step back.
 */
export function passage(
  leaf: Leaf,
  before: { now: number; shape: Shape },
  after: { now: number; shape: Shape },
): Passage {
  if (before.shape.text !== after.shape.text) return 'everything';
  const bounds = after.shape.instants.map((instant, index) =>
    stretch(before.shape.instants[index]!, instant),
  );
  const over = overdue(leaf);
  if (over !== undefined) bounds.push(stretch(before.now - over, after.now - over));
  const moved = bounds.filter(({ low, high }) => low !== high);
  return moved.length === 0 ? 'nothing' : moved;
}

const stretch = (a: number, b: number): Stretch => ({ low: Math.min(a, b), high: Math.max(a, b) });

/** `then … did_not` is over a duration after the first event: its SQL compares that sum with now, so that now less the duration moves. */
function overdue({ rule }: Leaf): number | undefined {
  if (rule.kind !== 'event' || rule.question.kind !== 'then' || !rule.question.negated) return undefined;
  return fixedLength(rule.question.within);
}

/**
 * Whether time moves the leaf in a way that can be followed. Not when a property of the event is itself in a window that
 * moves, nor when `then … did_not` waits for calendar months: those are asked of the database each time.
 */
export function canBeKept({ rule, context }: Leaf): boolean {
  if (rule.kind !== 'event') return true;
  const { question } = rule;
  const next = question.kind === 'then' ? question.next.where : undefined;
  if ([rule.where, next].some((where) => where && dependsOnTime(where, context.timeZone))) return false;
  return !(question.kind === 'then' && question.negated && fixedLength(question.within) === undefined);
}

/** Windows move by the millisecond, calendar units within 400 days. */
function dependsOnTime(where: Group, timeZone: string): boolean {
  const at = (now: number) => {
    const writer = new SqlWriter();
    const compile = (rule: Rule, strict: boolean): string =>
      rule.kind === 'group'
        ? compileGroup(rule, strict, compile)
        : rule.kind === 'field'
          ? compileField(rule, strict, { alias: 'e', writer, moment: { now, timeZone } })
          : '';
    return compile(where, true) + JSON.stringify(writer.params);
  };
  const start = Date.UTC(2026, 0, 1);
  return [1, 400 * 86_400_000].some((later) => at(start + later) !== at(start));
}
