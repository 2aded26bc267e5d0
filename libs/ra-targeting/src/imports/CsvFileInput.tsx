import { Box, Button, FormHelperText, Typography } from '@mui/material';
import { useInput, useTranslate } from 'react-admin';
import { type ChosenFile, CsvChoices } from './CsvChoices.js';
import { FileChooser } from './FileChooser.js';
import { readHead } from './read-head.js';

/** A CSV file of a form: it is brought in when the form is saved. */
export function CsvFileInput() {
  const translate = useTranslate();
  const { field, fieldState } = useInput<{ id: number }>({ source: 'csv' });
  const chosen = (field.value || undefined) as ChosenFile | undefined;
  const choose = async (file: File) => field.onChange({ file, head: await readHead(file), options: {} });
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      <FileChooser label="targeting.csv.choose" onFile={(file) => void choose(file)} />
      {chosen && (
        <>
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
            <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{chosen.file.name}</Typography>
            <Button size="small" color="inherit" onClick={() => field.onChange(null)}>
              {translate('targeting.csv.without')}
            </Button>
          </Box>
          <CsvChoices chosen={chosen} onChange={field.onChange} />
        </>
      )}
      {fieldState.error && (
        <FormHelperText error role="alert">
          {fieldState.error.message?.replace(/^@@react-admin@@"?|"$/g, '')}
        </FormHelperText>
      )}
    </Box>
  );
}
