import { Box, Button, LinearProgress, Typography } from '@mui/material';
import { useRef } from 'react';
import { useTranslate } from 'react-admin';
import { useNumber } from '../ui/use-number.js';
import { type ChosenFile, CsvChoices } from './CsvChoices.js';
import { CsvProblem } from './CsvProblem.js';
import { FileChooser } from './FileChooser.js';
import { ImportReport } from './ImportReport.js';
import { readHead } from './read-head.js';
import type { CsvImport } from './use-csv-import.js';

interface CsvImportPanelProps {
  csv: CsvImport;
  /** Message key of the button. */
  label?: string;
  /** Whether there may be something that a file could replace. */
  canReplace?: boolean;
  onUndo?: () => void;
}

/** A place for a CSV file: choose or drop it, say how, see how far it is, and what became of its rows. */
export function CsvImportPanel({
  csv,
  label = 'targeting.csv.choose',
  canReplace,
  onUndo,
}: CsvImportPanelProps) {
  const translate = useTranslate();
  const number = useNumber();
  const chooser = useRef<HTMLButtonElement>(null);
  const { chosen, file, isBusy, isUndoing, record, error } = csv;
  const choose = async (picked: File) => {
    csv.reset();
    csv.choose({ file: picked, head: await readHead(picked), options: {} });
  };
  const done = () => {
    csv.choose(undefined);
    // What was pressed is gone: the focus stays in this part of the form.
    chooser.current?.focus();
  };
  const dismiss = () => {
    csv.reset();
    chooser.current?.focus();
  };
  const start = ({ file: picked, options }: ChosenFile) => {
    done();
    void csv.start(picked, options);
  };
  return (
    <Box sx={{ display: 'grid', gap: 1.25 }}>
      <FileChooser
        label={label}
        disabled={isBusy || isUndoing}
        buttonRef={chooser}
        onFile={(picked) => void choose(picked)}
      />
      {chosen && (
        <Box sx={{ display: 'grid', gap: 1.5, mt: 0.5 }}>
          <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{chosen.file.name}</Typography>
          <CsvChoices chosen={chosen} onChange={csv.choose} canReplace={canReplace} />
          <Box sx={{ display: 'flex', gap: 1 }}>
            <Button variant="contained" size="small" onClick={() => start(chosen)}>
              {translate('targeting.csv.start')}
            </Button>
            <Button color="inherit" size="small" onClick={done}>
              {translate('ra.action.cancel')}
            </Button>
          </Box>
        </Box>
      )}
      <Box aria-live="polite">
        {isBusy && file && (
          <Box sx={{ display: 'grid', gap: 0.75 }}>
            <Typography variant="body2">
              {translate('targeting.csv.importing', { file: file.name, rows: number(record?.rows ?? 0) })}
            </Typography>
            <LinearProgress aria-label={translate('targeting.csv.progress')} />
          </Box>
        )}
        {!isBusy && error !== undefined && file && (
          <CsvProblem error={error} file={file} onRetry={csv.retry} onClose={dismiss} />
        )}
        {!isBusy && record && (
          <ImportReport record={record} undo={(how) => csv.undo(how).then(onUndo)} onClose={csv.reset} />
        )}
      </Box>
    </Box>
  );
}
