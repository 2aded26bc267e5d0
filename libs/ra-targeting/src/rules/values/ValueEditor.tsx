import type { FieldOperator } from 'nest-targeting/rules';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import type { FieldInfo } from '../../data-provider/types.js';
import type { WireComparison, WireDuration } from '../tree/wire.js';
import { ChoiceInput } from './ChoiceInput.js';
import { ComparisonInput, RangeInput } from './ComparisonInput.js';
import { DateInput } from './DateInput.js';
import { DateRangeInput } from './DateRangeInput.js';
import { DurationInput } from './DurationInput.js';
import { ManyInput } from './ManyInput.js';
import { NumberInput, readNumber } from './NumberInput.js';
import { PatternInput } from './PatternInput.js';
import { SuggestedInput } from './SuggestedInput.js';
import { WeekdaysInput } from './WeekdaysInput.js';

export interface ValueEditorProps {
  field: FieldInfo;
  operator: FieldOperator;
  value: unknown;
  onChange: (value: unknown) => void;
}

/** The editor that an operator asks for; a missing one is a type error. */
export function ValueEditor({ field, operator: { editor }, value, onChange }: ValueEditorProps): ReactNode {
  const translate = useTranslate();
  const label = translate('targeting.rules.value.label');
  const choices = (ids: readonly string[], messages: string) => (
    <ChoiceInput
      label={label}
      value={value as string | undefined}
      choices={ids.map((id) => ({ id, name: translate(`targeting.rules.${messages}.${id}`) }))}
      onChange={onChange}
    />
  );
  switch (editor) {
    case 'none':
      return null;
    case 'text':
      return <SuggestedInput field={field.name} value={asText(value)} onChange={onChange} />;
    case 'texts':
      return <ManyInput field={field.name} value={value} onChange={onChange} read={(text) => text} />;
    case 'items':
      return <ManyInput field={field.name} value={value} onChange={onChange} read={(text) => text} />;
    case 'numbers':
      return <ManyInput field={field.name} value={value} onChange={onChange} read={readNumber} />;
    case 'pattern':
      return <PatternInput value={asText(value)} onChange={onChange} />;
    case 'number':
      return <NumberInput label={label} value={value} onChange={onChange} width={112} />;
    case 'number_range':
      return <RangeInput value={value} onChange={onChange} />;
    case 'date':
      return <DateInput label={label} value={value} onChange={onChange} />;
    case 'date_or_instant':
      return <DateInput label={label} value={value} onChange={onChange} instants />;
    case 'date_range':
      return <DateRangeInput value={value} onChange={onChange} />;
    case 'duration':
      return <DurationInput value={value as WireDuration} onChange={onChange} />;
    case 'day_duration':
      return <DurationInput value={value as WireDuration} onChange={onChange} days />;
    case 'calendar_unit':
      return choices(['day', 'week', 'month', 'quarter', 'year'], 'calendarUnit');
    case 'anniversary':
      return choices(['today', 'this_week', 'this_month'], 'anniversary');
    case 'weekdays':
      return <WeekdaysInput value={value} onChange={onChange} />;
    case 'comparison':
      return (
        <ComparisonInput value={(value ?? { operator: 'at_least' }) as WireComparison} onChange={onChange} />
      );
  }
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');
