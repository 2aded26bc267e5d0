import { Box } from '@mui/material';
import type { CSSProperties } from 'react';

interface LineNumbersProps {
  count: number;
  /** Lines that have a fault. */
  wrong: ReadonlySet<number>;
  /** Lines that have a hint. */
  hinted: ReadonlySet<number>;
  /** Of the text beside it. */
  font: CSSProperties;
}

/** The numbers beside a text, those of lines that have a fault or a hint marked. For the eye alone: both name their lines. */
export function LineNumbers({ count, wrong, hinted, font }: LineNumbersProps) {
  const colorOf = (line: number) =>
    wrong.has(line) ? 'error.main' : hinted.has(line) ? 'info.main' : 'text.secondary';
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
            color: colorOf(line),
            fontWeight: wrong.has(line) || hinted.has(line) ? 700 : undefined,
          }}
        >
          {line}
        </Box>
      ))}
    </Box>
  );
}
