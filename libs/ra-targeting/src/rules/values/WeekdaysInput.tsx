import { ToggleButton, ToggleButtonGroup } from '@mui/material';
import { useTranslate } from 'react-admin';

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

interface WeekdaysInputProps {
  value: unknown;
  onChange: (value: string[]) => void;
}

export function WeekdaysInput({ value, onChange }: WeekdaysInputProps) {
  const translate = useTranslate();
  const chosen = Array.isArray(value) ? (value as string[]) : [];
  return (
    <ToggleButtonGroup
      size="small"
      color="primary"
      aria-label={translate('targeting.rules.value.label')}
      value={chosen}
      onChange={(_event, days: string[]) => onChange(weekdays.filter((day) => days.includes(day)))}
    >
      {weekdays.map((day) => (
        <ToggleButton key={day} value={day} sx={{ px: 1, py: 0.6, textTransform: 'none' }}>
          {translate(`targeting.rules.weekday.${day}`)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
