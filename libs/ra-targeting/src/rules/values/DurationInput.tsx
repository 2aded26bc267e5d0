import { useTranslate } from 'react-admin';
import type { WireDuration } from '../tree/wire.js';
import { ChoiceInput } from './ChoiceInput.js';
import { NumberInput } from './NumberInput.js';

const units = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const;

interface DurationInputProps {
  value: Partial<WireDuration> | undefined;
  onChange: (value: WireDuration) => void;
  /** Only units of whole days. */
  days?: boolean;
}

export function DurationInput({ value, onChange, days }: DurationInputProps) {
  const translate = useTranslate();
  const { amount, unit = 'day' } = value ?? {};
  const offered = days ? units.slice(2) : units;
  return (
    <>
      <NumberInput
        label={translate('targeting.rules.value.amount')}
        value={amount}
        width={72}
        onChange={(changed) => onChange(changed === undefined ? { unit } : { amount: changed, unit })}
      />
      <ChoiceInput
        label={translate('targeting.rules.value.unit')}
        value={unit}
        choices={offered.map((id) => ({ id, name: translate(`targeting.rules.unit.${id}`) }))}
        onChange={(changed) => onChange({ ...(amount !== undefined && { amount }), unit: changed })}
      />
    </>
  );
}
