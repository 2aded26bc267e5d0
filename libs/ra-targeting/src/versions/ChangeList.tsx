import { Box } from '@mui/material';
import { capital } from '../ui/capital.js';

/** Changes in plain words, one below the other. */
export const ChangeList = ({ changes }: { changes: readonly string[] }) => (
  <Box component="ul" sx={{ m: 0, mt: 0.25, pl: 2.25, fontSize: '0.875rem', overflowWrap: 'anywhere' }}>
    {changes.map((change, index) => (
      <li key={index}>{capital(change)}</li>
    ))}
  </Box>
);
