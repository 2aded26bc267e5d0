import { Box, type BoxProps } from '@mui/material';

interface WhileCurrentProps extends BoxProps {
  isCurrent: boolean;
}

/** An answer that keeps its place while a newer one is asked for, but pale and out of reach: it is not the answer yet. */
export function WhileCurrent({ isCurrent, sx, ...rest }: WhileCurrentProps) {
  return (
    <Box
      aria-hidden={!isCurrent || undefined}
      inert={!isCurrent}
      sx={[{ opacity: isCurrent ? 1 : 0.4, transition: 'opacity 150ms' }, ...(Array.isArray(sx) ? sx : [sx])]}
      {...rest}
    />
  );
}
