import { TextField } from '@mui/material';
import { useInput, useTranslate } from 'react-admin';
import { dayEnd, dayOf, dayStart } from './day.js';

interface DayFilterProps {
  source: string;
  /** Whether the day is the last one, and so counts as a whole. */
  isEnd?: boolean;
  alwaysOn?: boolean;
}

/** A day of the reader's own calendar, which the API is told as an instant. */
export function DayFilter({ source, isEnd = false }: DayFilterProps) {
  const translate = useTranslate();
  const { field, id } = useInput<{ id: number }>({ source });
  const instant = typeof field.value === 'string' ? field.value : '';
  return (
    <TextField
      id={id}
      type="date"
      size="small"
      label={translate(`resources.audit.fields.${source}`)}
      value={dayOf(instant)}
      onChange={({ target: { value } }) => field.onChange(isEnd ? dayEnd(value) : dayStart(value))}
      slotProps={{ inputLabel: { shrink: true } }}
      sx={{ width: { xs: 1, sm: 160 } }}
    />
  );
}
