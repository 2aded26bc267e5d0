import { Box, Link, Typography } from '@mui/material';
import { useCreatePath, useLocaleState, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import type { ListImport } from '../data-provider/types.js';
import { StatusField } from '../ui/StatusField.js';
import { useNumber } from '../ui/use-number.js';
import { ago } from '../ui/when.js';
import { UndoButton } from './UndoButton.js';
import { useUndoImport } from './use-undo-import.js';

/** A file that was brought in: when, what became of it, and the way back. */
export function ImportLine({ record }: { record: ListImport }) {
  const translate = useTranslate();
  const number = useNumber();
  const createPath = useCreatePath();
  const [locale] = useLocaleState();
  const { id, file_name: file, status, rows, matched, created, created_at: at } = record;
  const undo = useUndoImport(id);
  const found = translate('targeting.imports.found', {
    found: number(matched + created),
    rows: number(rows),
    smart_count: rows,
  });
  return (
    <Box component="li" sx={line}>
      <Box sx={{ minWidth: 0, flex: 1 }}>
        <Link
          component={RouterLink}
          to={createPath({ resource: 'imports', type: 'show', id })}
          variant="body2"
          sx={{ overflowWrap: 'anywhere' }}
        >
          {file}
        </Link>
        <Typography variant="caption" color="textSecondary" sx={{ display: 'block' }}>
          {ago(at, Date.now(), locale)} · {found}
        </Typography>
      </Box>
      <Box sx={{ display: 'grid', justifyItems: 'end' }}>
        <StatusField status={status} />
        {(status === 'completed' || status === 'failed') && (
          <UndoButton
            record={record}
            undo={undo}
            aria-label={translate(`targeting.imports.undo.${status}`, { file })}
            sx={{ minWidth: 0, px: 0.75, py: 0, mr: -0.75 }}
          />
        )}
      </Box>
    </Box>
  );
}

const line = {
  display: 'flex',
  justifyContent: 'space-between',
  alignItems: 'flex-start',
  gap: 1,
  py: 1,
  fontSize: '0.875rem',
  borderTop: '1px solid',
  borderColor: 'divider',
};
