import TipsAndUpdatesOutlined from '@mui/icons-material/TipsAndUpdatesOutlined';
import { Box, Tooltip, Typography } from '@mui/material';

interface HintLineProps {
  messages: readonly string[];
  /** Of what is being asked anew a hint keeps its place, and is not said. */
  isCurrent: boolean;
}

/**
 * What is allowed and perhaps not meant, at the very place: calm, for nothing is wrong. It fills a line that is always free, so that
 * it moves and widens nothing when it comes or goes; all of a long one is said on pointing, and beside the count.
 */
export function HintLine({ messages, isCurrent }: HintLineProps) {
  const text = [...new Set(messages)].join(' ');
  if (text === '') return null;
  return (
    <Tooltip describeChild title={text} enterTouchDelay={0}>
      <Box data-hint sx={{ ...line, visibility: isCurrent ? 'visible' : 'hidden' }}>
        <TipsAndUpdatesOutlined aria-hidden sx={{ fontSize: 16, color: 'info.main' }} />
        <Typography noWrap variant="caption" color="textSecondary">
          {text}
        </Typography>
      </Box>
    </Tooltip>
  );
}

const line = { position: 'absolute', inset: 0, display: 'flex', alignItems: 'center', gap: 0.75 } as const;
