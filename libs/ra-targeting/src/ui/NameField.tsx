import { Typography } from '@mui/material';
import { useRecordContext } from 'react-admin';
import { twoLines } from './two-lines.js';

/** A name, and below it in a quieter voice what it is. */
export function NameField({ below }: { source?: string; label?: string; below?: string }) {
  const record = useRecordContext<{ id: number; name: string } & Record<string, unknown>>();
  if (!record) return null;
  const text = below ? record[below] : undefined;
  return (
    <>
      <span style={{ fontWeight: 550 }}>{record.name}</span>
      {typeof text === 'string' && text !== '' && (
        <Typography variant="caption" color="textSecondary" sx={{ ...twoLines, maxWidth: '60ch' }}>
          {text}
        </Typography>
      )}
    </>
  );
}
