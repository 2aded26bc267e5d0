import { Box, FormControlLabel, MenuItem, Radio, RadioGroup, TextField, Typography } from '@mui/material';
import { useId } from 'react';
import { useTranslate } from 'react-admin';
import type { CsvOptions } from '../data-provider/custom-methods.js';
import { candidatesOf, columnsOf } from './csv-columns.js';
import { useCanCreate } from './use-can-create.js';

/** A file that waits to be brought in, and how. */
export interface ChosenFile {
  file: File;
  /** Its first rows. */
  head: string[][];
  options: Pick<CsvOptions, 'mode' | 'unmatched' | 'column'>;
}

interface CsvChoicesProps {
  chosen: ChosenFile;
  onChange: (chosen: ChosenFile) => void;
  /** Whether there may be something that the file could replace. */
  canReplace?: boolean;
}

/** How a file is brought in: by which column, in place of what, and what becomes of strangers. */
export function CsvChoices({ chosen, onChange, canReplace }: CsvChoicesProps) {
  const translate = useTranslate();
  const canCreate = useCanCreate();
  const { head, options } = chosen;
  const columns = columnsOf(head);
  const candidates = candidatesOf(columns);
  const set = (change: ChosenFile['options']) => onChange({ ...chosen, options: { ...options, ...change } });
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      <TextField
        select
        label={translate('targeting.csv.column')}
        value={options.column ?? ''}
        onChange={({ target }) => set({ column: target.value || undefined })}
        helperText={
          candidates.length > 1
            ? translate('targeting.csv.several', { columns: candidates.map(({ name }) => name).join(', ') })
            : undefined
        }
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
        margin="none"
      >
        <MenuItem value="">{translate('targeting.csv.byItself')}</MenuItem>
        {columns.map(({ value, name, example }) => (
          <MenuItem key={value} value={value} sx={{ gap: 1 }}>
            {name}
            {example && (
              <Typography component="span" variant="body2" color="textSecondary" noWrap>
                {translate('targeting.csv.example', { example })}
              </Typography>
            )}
          </MenuItem>
        ))}
      </TextField>
      {canReplace && (
        <Either
          name="mode"
          choices={['append', 'replace']}
          value={options.mode}
          onChange={(mode) => set({ mode })}
        />
      )}
      {canCreate && (
        <Either
          name="unmatched"
          choices={['skip', 'create']}
          value={options.unmatched}
          onChange={(unmatched) => set({ unmatched })}
        />
      )}
    </Box>
  );
}

interface EitherProps<T extends string> {
  name: string;
  choices: readonly [T, T];
  /** The first when left out. */
  value?: T;
  onChange: (value: T) => void;
}

function Either<T extends string>({ name, choices, value = choices[0], onChange }: EitherProps<T>) {
  const translate = useTranslate();
  const label = useId();
  return (
    <div>
      <Typography id={label} variant="body2" sx={{ fontWeight: 550 }}>
        {translate(`targeting.csv.${name}.label`)}
      </Typography>
      <RadioGroup aria-labelledby={label} value={value} onChange={(_event, chosen) => onChange(chosen as T)}>
        {choices.map((choice) => (
          <FormControlLabel
            key={choice}
            value={choice}
            control={<Radio size="small" sx={{ py: 0.5 }} />}
            label={translate(`targeting.csv.${name}.${choice}`)}
            slotProps={{ typography: { variant: 'body2', sx: { py: 0.5 } } }}
            sx={{ alignItems: 'flex-start' }}
          />
        ))}
      </RadioGroup>
    </div>
  );
}
