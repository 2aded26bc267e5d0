import { Box } from '@mui/material';
import { useRecordContext } from 'react-admin';
import type { Versioned } from '../data-provider/history-types.js';
import { ActivityButton } from '../audit/ActivityButton.js';
import { SizeChart } from './SizeChart.js';
import { Versions } from './Versions.js';

const kinds = { segments: 'segment', audiences: 'audience', lists: 'list' } as const;

/** What has become of a segment, an audience or a list: its size, its versions, and the way to all that was done to it. */
export function History({ target }: { target: Versioned }) {
  const record = useRecordContext<{ id: number }>();
  if (!record) return null;
  return (
    <Box sx={{ display: 'grid', gap: 2.5, maxWidth: 760, mt: 1 }}>
      {target === 'segments' && <SizeChart id={record.id} />}
      <Versions target={target} actions={<ActivityButton kind={kinds[target]} />} />
    </Box>
  );
}
