import { Card, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useNumber } from './use-number.js';

interface CountCardProps {
  /** Null when it cannot be counted. */
  count: number | null;
  label: string;
  children?: ReactNode;
}

/** How many, large enough to be seen first. */
export function CountCard({ count, label, children }: CountCardProps) {
  const number = useNumber();
  return (
    <Card sx={{ p: 2.5 }}>
      <Typography sx={{ fontSize: '2.25rem', fontWeight: 650, letterSpacing: '-0.03em', lineHeight: 1.15 }}>
        {count === null ? '–' : number(count)}
      </Typography>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1.5 }}>
        {label}
      </Typography>
      {children}
    </Card>
  );
}
