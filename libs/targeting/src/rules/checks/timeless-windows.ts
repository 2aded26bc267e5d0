import { describeRule } from '../describe.js';
import type { Field } from '../catalogue.js';
import type { Moment } from '../time.js';
import type { FieldRule, Rule } from '../tree.js';
import type { RuleWarning } from './check-rules.js';

/** Rules that ask hours or minutes of a field that holds whole days. */
export function timelessWindows(rule: Rule, moment: Moment): RuleWarning[] {
  switch (rule.kind) {
    case 'group':
      return rule.rules.flatMap((child) => timelessWindows(child, moment));
    case 'event': {
      const next = rule.question.kind === 'then' ? rule.question.next.where : undefined;
      return [rule.where, next].flatMap((where) => (where ? timelessWindows(where, moment) : []));
    }
    case 'field':
      return asksTimeOfDay(rule) && holdsDays(rule.field) ? [windowWithoutTime(rule, moment)] : [];
    default:
      return [];
  }
}

/** Whether a rule has a window of hours or minutes. */
export const asksTimeOfDay = ({ operator, test }: FieldRule): boolean =>
  operator.editor === 'duration' && ['minute', 'hour'].includes((test.canonical as { unit: string }).unit);

export const holdsDays = ({ source }: Field) => 'columnType' in source && source.columnType === 'day';

export const windowWithoutTime = (rule: FieldRule, moment: Moment): RuleWarning => ({
  path: rule.path,
  code: 'window_without_time',
  message: `‘${describeRule(rule, moment)}’ asks for a time of day, but ${rule.field.label} holds whole days, each of which counts as its midnight. Ask for days.`,
});
