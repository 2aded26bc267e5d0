import { Card, Typography } from '@mui/material';
import { type ReactNode, useId } from 'react';
import { useTranslate } from 'react-admin';

/** A titled part of the overview. */
export function Panel({ title, children }: { title: string; children: ReactNode }) {
  const translate = useTranslate();
  const id = useId();
  return (
    <Card component="section" aria-labelledby={id} sx={{ p: 2.5 }}>
      <Typography id={id} variant="h2" sx={{ mb: 1 }}>
        {translate(title)}
      </Typography>
      {children}
    </Card>
  );
}

export const line = {
  display: 'flex',
  alignItems: 'baseline',
  justifyContent: 'space-between',
  gap: 2,
  py: 1,
  borderTop: '1px solid',
  borderColor: 'divider',
  fontSize: '0.875rem',
};
