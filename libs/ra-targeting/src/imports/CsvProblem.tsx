import { Alert, Box, Button, TextField } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import type { CsvOptions } from '../data-provider/custom-methods.js';
import { faultsOf } from '../data-provider/problem.js';

interface CsvProblemProps {
  error: unknown;
  file: File;
  onRetry: (file: File, options: CsvOptions) => Promise<void>;
}

/** Why a file was not taken; when it is only unclear which column names the customers, it can be said here. */
export function CsvProblem({ error, file, onRetry }: CsvProblemProps) {
  const translate = useTranslate();
  const [column, setColumn] = useState('');
  const asksForColumn = faultsOf(error).some(({ path }) => path === 'column');
  return (
    <Alert severity="error" variant="outlined">
      {translate('targeting.csv.refused', { file: file.name })} {(error as Error).message}
      {asksForColumn && (
        <Box sx={{ display: 'flex', gap: 1, mt: 1 }}>
          <TextField
            size="small"
            label={translate('targeting.csv.column')}
            value={column}
            onChange={({ target }) => setColumn(target.value)}
          />
          <Button
            disabled={column.trim() === ''}
            onClick={() => void onRetry(file, { column: column.trim() })}
          >
            {translate('targeting.csv.again')}
          </Button>
        </Box>
      )}
    </Alert>
  );
}
