import { Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { EventInfo } from '../../data-provider/types.js';
import type { WireEventRule } from '../tree/wire.js';
import { ChoiceInput } from '../values/ChoiceInput.js';
import { ComparisonInput } from '../values/ComparisonInput.js';
import { functionsOf, propertiesFor } from './event-question.js';

type Aggregate = NonNullable<WireEventRule['aggregate']>;

interface AggregateInputProps {
  event: EventInfo;
  value: Aggregate;
  onChange: (value: Aggregate) => void;
}

/** “total of amount at least 500”. */
export function AggregateInput({ event, value, onChange }: AggregateInputProps) {
  const translate = useTranslate();
  const isCount = value.function === 'count_distinct';
  const properties = propertiesFor(value.function, event);
  const changeFunction = (name: string) => {
    const fitting = propertiesFor(name, event);
    const field = fitting.some((each) => each.name === value.field) ? value.field : fitting[0]!.name;
    const counts = name === 'count_distinct';
    const operator =
      counts && ['greater_than', 'less_than'].includes(value.operator) ? 'at_least' : value.operator;
    onChange({ ...value, function: name, field, operator });
  };
  return (
    <>
      <ChoiceInput
        label={translate('targeting.rules.event.function.label')}
        value={value.function}
        choices={functionsOf(event).map((id) => ({
          id,
          name: translate(`targeting.rules.event.function.${id}`),
        }))}
        onChange={changeFunction}
      />
      <Typography component="span" variant="body2" color="textSecondary">
        {translate('targeting.rules.event.of')}
      </Typography>
      <ChoiceInput
        label={translate('targeting.rules.event.property')}
        value={value.field}
        choices={properties.map(({ name, label }) => ({ id: name, name: label }))}
        onChange={(field) => onChange({ ...value, field })}
      />
      <ComparisonInput value={value} onChange={onChange} isAmount={!isCount} />
    </>
  );
}
