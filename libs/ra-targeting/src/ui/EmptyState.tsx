import { Box, Button, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useResourceContext, useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';

interface EmptyStateProps {
  /** Message keys. */
  title: string;
  text: string;
  /** Label of the button that leads to the first one; none without. */
  action?: string;
  children?: ReactNode;
}

/** A screen with nothing on it yet: says what would be here, what for, and leads to the first one. */
export function EmptyState({ title, text, action, children }: EmptyStateProps) {
  const translate = useTranslate();
  const resource = useResourceContext();
  return (
    <Box sx={{ maxWidth: '62ch', mx: 'auto', my: { xs: 4, md: 9 }, textAlign: 'center', px: 2 }}>
      <Typography variant="h2" gutterBottom>
        {translate(title)}
      </Typography>
      <Typography color="textSecondary" sx={{ mb: 3 }}>
        {translate(text)}
      </Typography>
      {children}
      {action && (
        <Button variant="contained" component={Link} to={`/${resource}/create`}>
          {translate(action)}
        </Button>
      )}
    </Box>
  );
}
