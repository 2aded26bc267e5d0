import { MenuItem, TextField } from '@mui/material';
import { useInput, useTranslate } from 'react-admin';
import type { DefinitionStatus } from '../data-provider/types.js';

const choices: Record<string, DefinitionStatus[]> = {
  current: ['active', 'draft'],
  active: ['active'],
  draft: ['draft'],
  archived: ['archived'],
  any: ['active', 'draft', 'archived'],
};

/** What a list begins with: all but what is put away. */
export const currentOnes = { status: choices['current'] };

const nameOf = (value: unknown): string =>
  Object.entries(choices).find(([, states]) => String(states) === String(value))?.[0] ?? 'any';

/** Narrows a list by status. */
export function StatusFilter({ source }: { source: string; alwaysOn?: boolean }) {
  const translate = useTranslate();
  const { field, id } = useInput<{ id: number }>({ source });
  return (
    <TextField
      select
      id={id}
      size="small"
      label={translate('targeting.statusFilter.label')}
      value={nameOf(field.value)}
      onChange={({ target }) => field.onChange(choices[target.value])}
      sx={{ minWidth: 170 }}
    >
      {Object.keys(choices).map((name) => (
        <MenuItem key={name} value={name}>
          {translate(`targeting.statusFilter.${name}`)}
        </MenuItem>
      ))}
    </TextField>
  );
}
