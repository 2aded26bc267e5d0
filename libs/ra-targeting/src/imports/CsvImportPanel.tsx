import { Box, LinearProgress, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { CsvProblem } from './CsvProblem.js';
import { FileChooser } from './FileChooser.js';
import { ImportReport } from './ImportReport.js';
import type { CsvImport } from './use-csv-import.js';

interface CsvImportPanelProps {
  csv: CsvImport;
  /** Message key of the button. */
  label?: string;
  onUndo?: () => void;
}

/** A place for a CSV file: choose or drop it, see how far it is, and what became of its rows. */
export function CsvImportPanel({ csv, label = 'targeting.csv.choose', onUndo }: CsvImportPanelProps) {
  const translate = useTranslate();
  const { file, isBusy, record, error } = csv;
  return (
    <Box sx={{ display: 'grid', gap: 1.25 }}>
      <FileChooser label={label} disabled={isBusy} onFile={(chosen) => void csv.start(chosen)} />
      <Box aria-live="polite">
        {isBusy && file && (
          <Box sx={{ display: 'grid', gap: 0.75 }}>
            <Typography variant="body2">
              {translate('targeting.csv.importing', {
                file: file.name,
                rows: (record?.rows ?? 0).toLocaleString(),
              })}
            </Typography>
            <LinearProgress aria-label={translate('targeting.csv.progress')} />
          </Box>
        )}
        {!isBusy && error !== undefined && file && (
          <CsvProblem error={error} file={file} onRetry={csv.start} />
        )}
        {!isBusy && record && (
          <ImportReport record={record} onUndo={() => void csv.undo().then(onUndo)} onClose={csv.reset} />
        )}
      </Box>
    </Box>
  );
}
