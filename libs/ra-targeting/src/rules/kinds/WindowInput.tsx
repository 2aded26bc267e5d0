import { Box } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { WireWindow } from '../tree/wire.js';
import { ChoiceInput } from '../values/ChoiceInput.js';
import { DateInput } from '../values/DateInput.js';
import { DurationInput } from '../values/DurationInput.js';

const calendars = ['today', 'yesterday', 'week', 'month', 'quarter', 'year'].flatMap((name) =>
  ['today', 'yesterday'].includes(name) ? [name] : [`this_${name}`, `last_${name}`],
);

const fresh: Record<string, () => WireWindow | undefined> = {
  ever: () => undefined,
  last: () => ({ last: 30, unit: 'day' }),
  fixed: () => ({ from: undefined, to: undefined }),
  calendar: () => ({ calendar: 'this_month' }),
};

const kinds = Object.keys(fresh);

const kindOf = (window: WireWindow | null | undefined): string => {
  if (!window) return 'ever';
  if ('calendar' in window) return 'calendar';
  return 'unit' in window ? 'last' : 'fixed';
};

interface WindowInputProps {
  value: WireWindow | null | undefined;
  onChange: (value: WireWindow | undefined) => void;
  /** Whether there must be one. */
  isRequired?: boolean;
}

/** When something must have happened: ever, in the last …, between dates, in a calendar period. */
export function WindowInput({ value, onChange, isRequired }: WindowInputProps) {
  const translate = useTranslate();
  const kind = kindOf(value);
  const message = (id: string) => ({ id, name: translate(`targeting.rules.window.${id}`) });
  return (
    <Box
      sx={{ display: 'inline-flex', flexWrap: { xs: 'wrap', sm: 'nowrap' }, gap: 1, alignItems: 'center' }}
    >
      <ChoiceInput
        label={translate('targeting.rules.window.label')}
        value={kind}
        choices={kinds.filter((each) => each === kind || each !== 'ever' || !isRequired).map(message)}
        onChange={(name) => onChange(fresh[name]!())}
      />
      {value && 'unit' in value && (
        <DurationInput
          value={{ amount: value.last, unit: value.unit }}
          onChange={({ amount, unit }) => onChange({ ...(amount !== undefined && { last: amount }), unit })}
        />
      )}
      {value && 'calendar' in value && (
        <ChoiceInput
          label={translate('targeting.rules.window.calendar')}
          value={value.calendar}
          choices={calendars.map(message)}
          onChange={(calendar) => onChange({ calendar })}
        />
      )}
      {value && kind === 'fixed' && (
        <FixedWindow value={value as { from?: string; to?: string }} onChange={onChange} />
      )}
    </Box>
  );
}

interface FixedWindowProps {
  value: { from?: string; to?: string };
  onChange: (value: WireWindow) => void;
}

function FixedWindow({ value, onChange }: FixedWindowProps) {
  const translate = useTranslate();
  return (['from', 'to'] as const).map((end) => (
    <DateInput
      key={end}
      label={translate(`targeting.rules.window.${end}`)}
      value={value[end]}
      onChange={(date) => onChange({ ...value, [end]: date })}
      instants
    />
  ));
}
