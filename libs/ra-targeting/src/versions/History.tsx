import { Box } from '@mui/material';
import { useRecordContext } from 'react-admin';
import { ActivityButton } from '../audit/ActivityButton.js';
import type { Target } from '../data-provider/custom-methods.js';
import { SizeChart } from './SizeChart.js';
import { Versions } from './Versions.js';

const kinds = { segments: 'segment', audiences: 'audience' } as const;

/** What has become of a segment or an audience: its size, its versions, and the way to all that was done to it. */
export function History({ target }: { target: Target }) {
  const record = useRecordContext<{ id: number }>();
  if (!record) return null;
  return (
    <Box sx={{ display: 'grid', gap: 2.5, maxWidth: 760, mt: 1 }}>
      {target === 'segments' && <SizeChart id={record.id} />}
      <Versions target={target} actions={<ActivityButton kind={kinds[target]} />} />
    </Box>
  );
}
