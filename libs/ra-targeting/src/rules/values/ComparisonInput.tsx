import { Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { WireComparison } from '../tree/wire.js';
import { ChoiceInput } from './ChoiceInput.js';
import { NumberInput } from './NumberInput.js';

/** Of counts and lengths. */
const counts = ['at_least', 'at_most', 'exactly', 'between'];
const amounts = [...counts, 'greater_than', 'less_than'];

interface ComparisonInputProps<T extends WireComparison> {
  value: T;
  onChange: (value: T) => void;
  /** Amounts can be compared in more ways than counts. */
  isAmount?: boolean;
}

/** “at least 3”, “between 1 and 5”. */
export function ComparisonInput<T extends WireComparison>({
  value,
  onChange,
  isAmount,
}: ComparisonInputProps<T>) {
  const translate = useTranslate();
  const { operator } = value;
  const choices = (isAmount ? amounts : counts).map((id) => ({
    id,
    name: translate(`targeting.rules.comparison.${id}`),
  }));
  const change = (name: string) => {
    const [low] = Array.isArray(value.value) ? (value.value as unknown[]) : [value.value];
    onChange({
      ...value,
      operator: name,
      value: name === 'between' ? [low ?? null, null] : (low ?? undefined),
    });
  };
  return (
    <>
      <ChoiceInput
        label={translate('targeting.rules.operator')}
        value={operator}
        choices={choices}
        onChange={change}
      />
      {operator === 'between' ? (
        <RangeInput value={value.value} onChange={(range) => onChange({ ...value, value: range })} />
      ) : (
        <NumberInput
          label={translate('targeting.rules.value.label')}
          value={value.value}
          onChange={(number) => onChange({ ...value, value: number })}
        />
      )}
    </>
  );
}

interface RangeInputProps {
  value: unknown;
  onChange: (value: unknown[]) => void;
}

/** Two numbers, both included. */
export function RangeInput({ value, onChange }: RangeInputProps) {
  const translate = useTranslate();
  const [low, high] = Array.isArray(value) ? (value as unknown[]) : [];
  return (
    <>
      <NumberInput
        label={translate('targeting.rules.value.low')}
        value={low}
        onChange={(changed) => onChange([changed ?? null, high ?? null])}
      />
      <Typography component="span" variant="body2" color="textSecondary">
        {translate('targeting.rules.value.and')}
      </Typography>
      <NumberInput
        label={translate('targeting.rules.value.high')}
        value={high}
        onChange={(changed) => onChange([low ?? null, changed ?? null])}
      />
    </>
  );
}
