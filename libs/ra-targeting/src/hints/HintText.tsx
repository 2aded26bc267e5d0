import TipsAndUpdatesOutlined from '@mui/icons-material/TipsAndUpdatesOutlined';
import { Box, Typography } from '@mui/material';

interface HintTextProps {
  messages: readonly string[];
  /** Of what is being asked anew a hint keeps its place, and is not said. */
  isCurrent: boolean;
}

/** What is allowed and perhaps not meant, at the very place: calm, for nothing is wrong. */
export function HintText({ messages, isCurrent }: HintTextProps) {
  if (messages.length === 0) return null;
  return (
    <Box
      data-hint
      sx={{
        display: 'flex',
        gap: 0.75,
        alignItems: 'flex-start',
        mt: 0.5,
        width: 1,
        visibility: isCurrent ? 'visible' : 'hidden',
      }}
    >
      <TipsAndUpdatesOutlined aria-hidden sx={{ fontSize: 16, mt: '2px', color: 'info.main' }} />
      <Typography variant="caption" color="textSecondary" sx={{ maxWidth: '80ch', overflowWrap: 'anywhere' }}>
        {[...new Set(messages)].join(' ')}
      </Typography>
    </Box>
  );
}
