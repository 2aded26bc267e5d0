import { Box } from '@mui/material';
import type { CSSProperties } from 'react';

interface LineNumbersProps {
  count: number;
  /** Lines that have a fault. */
  wrong: ReadonlySet<number>;
  /** Of the text beside it. */
  font: CSSProperties;
}

/** The numbers beside a text, those of wrong lines marked. For the eye alone: the faults name their lines. */
export function LineNumbers({ count, wrong, font }: LineNumbersProps) {
  return (
    <Box
      aria-hidden
      sx={{ pt: '16.5px', pr: 1, textAlign: 'right', minWidth: 32, userSelect: 'none' }}
      style={font}
    >
      {Array.from({ length: count }, (_, index) => index + 1).map((line) => (
        <Box
          key={line}
          sx={{
            color: wrong.has(line) ? 'error.main' : 'text.secondary',
            fontWeight: wrong.has(line) ? 700 : undefined,
          }}
        >
          {line}
        </Box>
      ))}
    </Box>
  );
}
