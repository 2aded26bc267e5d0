import { useTranslate } from 'react-admin';
import { useScope } from '../BuilderContext.js';
import type { Path } from '../tree/path.js';
import type { WireEventRule } from '../tree/wire.js';
import { ChoiceInput } from '../values/ChoiceInput.js';
import { ComparisonInput } from '../values/ComparisonInput.js';
import { AggregateInput } from './AggregateInput.js';
import { asked, needsWindow, questionOf, questionsOf, withEventOperator } from './event-question.js';
import { ThenInput } from './ThenInput.js';
import { WhereInput } from './WhereInput.js';
import { WindowInput } from './WindowInput.js';

const operators = ['did', 'did_not', 'first_time', 'last_time'] as const;

interface EventRuleProps {
  rule: WireEventRule;
  path: Path;
  onChange: (rule: WireEventRule) => void;
}

/** Whether, how often and when somebody did something, with which properties, and what came then. */
export function EventRule({ rule, path, onChange }: EventRuleProps) {
  const translate = useTranslate();
  const event = useScope().events?.find(({ name }) => name === rule.event);
  const change = (part: Partial<WireEventRule>) => onChange(without({ ...rule, ...part }));
  if (!event) return null;
  return (
    <>
      <ChoiceInput
        label={translate('targeting.rules.operator')}
        value={rule.operator}
        choices={operators.map((id) => ({ id, name: translate(`targeting.rules.event.operator.${id}`) }))}
        onChange={(operator) => onChange(withEventOperator(rule, operator as 'did', event))}
      />
      {rule.operator === 'did' && (
        <ChoiceInput
          label={translate('targeting.rules.event.question.label')}
          value={questionOf(rule)}
          choices={questionsOf(event).map((id) => ({
            id,
            name: translate(`targeting.rules.event.question.${id}`),
          }))}
          onChange={(question) => onChange(asked(rule, question as 'any', event))}
        />
      )}
      {rule.count && <ComparisonInput value={rule.count} onChange={(count) => change({ count })} />}
      {rule.aggregate && (
        <AggregateInput
          event={event}
          value={rule.aggregate}
          onChange={(aggregate) => change({ aggregate })}
        />
      )}
      <WindowInput
        value={rule.within}
        onChange={(within) => change({ within })}
        isRequired={needsWindow(rule.operator)}
      />
      <WhereInput where={rule.where} path={path} event={event} onChange={(where) => change({ where })} />
      {rule.then && <ThenInput then={rule.then} path={path} onChange={(then) => change({ then })} />}
    </>
  );
}

/** Without what is not set: the JSON shows what the rule says, and no more. */
const without = (rule: WireEventRule): WireEventRule =>
  Object.fromEntries(
    Object.entries(rule).filter(([, value]) => value !== undefined),
  ) as unknown as WireEventRule;
