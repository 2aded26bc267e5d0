import TipsAndUpdatesOutlined from '@mui/icons-material/TipsAndUpdatesOutlined';
import { Box, Tooltip, Typography } from '@mui/material';

interface HintTextProps {
  messages: readonly string[];
  /** Of what is being asked anew a hint keeps its place, and is not said. */
  isCurrent: boolean;
}

/**
 * What is allowed and perhaps not meant, at the very place: calm, for nothing is wrong. On a line of its own that is always free, so
 * that nothing moves when it comes or goes; all of a long one is said on pointing, and beside the count.
 */
export function HintText({ messages, isCurrent }: HintTextProps) {
  const text = [...new Set(messages)].join(' ');
  return (
    <Box sx={{ position: 'relative', width: 1, height: 20 }}>
      {text !== '' && (
        <Tooltip describeChild title={text} enterTouchDelay={0}>
          <Box
            data-hint
            sx={{
              // However long it is, it widens nothing.
              position: 'absolute',
              inset: 0,
              display: 'flex',
              alignItems: 'center',
              gap: 0.75,
              visibility: isCurrent ? 'visible' : 'hidden',
            }}
          >
            <TipsAndUpdatesOutlined aria-hidden sx={{ fontSize: 16, color: 'info.main' }} />
            <Typography noWrap variant="caption" color="textSecondary">
              {text}
            </Typography>
          </Box>
        </Tooltip>
      )}
    </Box>
  );
}
