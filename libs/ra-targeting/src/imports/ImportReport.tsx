import { Alert, Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { ListImport } from '../data-provider/types.js';
import { useNumber } from '../ui/use-number.js';
import { RejectedRowsLink } from './RejectedRowsLink.js';
import { type Undo, UndoButton } from './UndoButton.js';

interface ImportReportProps {
  record: ListImport;
  /** Whether the rows that were not taken stand beside it. */
  withRows?: boolean;
  undo: Undo;
  onClose?: () => void;
}

const parts = ['matched', 'created', 'duplicates', 'unmatched', 'rejected'] as const;

/** What became of the rows of a file: the parts are the whole. */
export function ImportReport({ record, withRows, undo, onClose }: ImportReportProps) {
  const translate = useTranslate();
  const number = useNumber();
  const { status, file_name: file } = record;
  const severity = status === 'failed' ? 'error' : status === 'undone' ? 'info' : 'success';
  return (
    <Alert
      severity={severity}
      variant="outlined"
      onClose={onClose}
      sx={{ '& .MuiAlert-message': { flex: 1 } }}
    >
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {translate(`targeting.csv.${status}`, { file, rows: number(record.rows), smart_count: record.rows })}
      </Typography>
      {record.error && <Typography variant="body2">{record.error}</Typography>}
      {status === 'completed' && (
        <Box component="dl" sx={list}>
          {parts
            .filter((part) => record[part] > 0 || part === 'matched')
            .map((part) => (
              <div key={part}>
                <dt>{translate(`targeting.csv.parts.${part}`)}</dt>
                <dd>{number(record[part])}</dd>
              </div>
            ))}
        </Box>
      )}
      {status === 'failed' && <Typography variant="body2">{translate('targeting.csv.holdsUp')}</Typography>}
      {(status === 'completed' || status === 'failed') && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1, ml: -0.75 }}>
          {!withRows && record.rejected + record.unmatched > 0 && (
            <RejectedRowsLink id={record.id} label="targeting.csv.rejectedRows" />
          )}
          <UndoButton record={record} undo={undo} />
        </Box>
      )}
    </Alert>
  );
}

const list = {
  m: 0,
  mt: 0.5,
  maxWidth: 420,
  fontSize: '0.875rem',
  '& > div': { display: 'flex', justifyContent: 'space-between', gap: 2 },
  '& dd': { m: 0, fontWeight: 550 },
};
