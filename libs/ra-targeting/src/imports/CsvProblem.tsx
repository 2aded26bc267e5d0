import { Alert, Box, Button, TextField } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import type { CsvOptions } from '../data-provider/custom-methods.js';
import { faultsOf, isFailedTest } from '../data-provider/problem.js';

interface CsvProblemProps {
  error: unknown;
  file: File;
  onRetry: (change: CsvOptions) => Promise<void>;
  /** Does without the file. */
  onClose: () => void;
}

/** Why a file was not taken; what it can be taken with in spite of that can be said here. */
export function CsvProblem({ error, file, onRetry, onClose }: CsvProblemProps) {
  const translate = useTranslate();
  const [column, setColumn] = useState('');
  const faults = faultsOf(error);
  const asksForColumn = faults.some(({ path }) => path === 'column');
  const failed = faults.filter(isFailedTest);
  return (
    <Alert severity="error" variant="outlined" onClose={onClose}>
      {translate('targeting.csv.refused', { file: file.name })}{' '}
      {failed.length === 0 && (error as Error).message}
      {asksForColumn && (
        <Box sx={{ display: 'flex', gap: 1, mt: 1 }}>
          <TextField
            size="small"
            label={translate('targeting.csv.column')}
            value={column}
            onChange={({ target }) => setColumn(target.value)}
          />
          <Button disabled={column.trim() === ''} onClick={() => void onRetry({ column: column.trim() })}>
            {translate('targeting.csv.again')}
          </Button>
        </Box>
      )}
      {failed.length > 0 && (
        <>
          {failed.map(({ path, message }) => (
            <div key={path}>{message}</div>
          ))}
          <Button color="inherit" size="small" sx={{ mt: 0.5 }} onClick={() => void onRetry({ force: true })}>
            {translate('targeting.csv.force')}
          </Button>
        </>
      )}
    </Alert>
  );
}
