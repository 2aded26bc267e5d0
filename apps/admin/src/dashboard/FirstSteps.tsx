import { Box, Button, Typography } from '@mui/material';
import { useGetList, useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import { Panel } from './Panel.js';

/** For a workspace that has no segment yet: what comes first, and what after it. */
export function FirstSteps() {
  const { total } = useGetList('customers', { pagination: { page: 1, perPage: 1 } });
  if (total === undefined) return null;
  const steps = [
    { name: 'customers', to: '/customers', isDone: total > 0 },
    { name: 'segment', to: '/segments/create', isDone: false },
    { name: 'campaign', to: '/campaigns/create', isDone: false },
  ];
  const next = steps.findIndex(({ isDone }) => !isDone);
  return (
    <Panel title="dashboard.first.title">
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {steps.map(({ name, to, isDone }, index) => (
          <Step key={name} {...{ name, to, isDone }} isNext={index === next} number={index + 1} />
        ))}
      </Box>
    </Panel>
  );
}

interface StepProps {
  name: string;
  to: string;
  isDone: boolean;
  isNext: boolean;
  number: number;
}

function Step({ name, to, isDone, isNext, number }: StepProps) {
  const translate = useTranslate();
  return (
    <Box component="li" sx={step}>
      <Box aria-hidden sx={{ ...badge, ...(isDone && done) }}>
        {isDone ? '✓' : number}
      </Box>
      <Box sx={{ flex: '1 1 30ch', minWidth: 0 }}>
        <Typography variant="h3">{translate(`dashboard.first.${name}.title`)}</Typography>
        <Typography variant="body2" color="textSecondary" sx={{ maxWidth: '70ch' }}>
          {translate(isDone ? `dashboard.first.${name}.done` : `dashboard.first.${name}.text`)}
        </Typography>
      </Box>
      {!isDone && (
        <Button variant={isNext ? 'contained' : 'outlined'} component={Link} to={to}>
          {translate(`dashboard.first.${name}.action`)}
        </Button>
      )}
    </Box>
  );
}

const step = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 2,
  py: 2,
  borderTop: '1px solid',
  borderColor: 'divider',
};

const badge = {
  width: 28,
  height: 28,
  borderRadius: '50%',
  display: 'grid',
  placeItems: 'center',
  fontSize: '0.875rem',
  fontWeight: 600,
  color: 'text.secondary',
  border: '1px solid',
  borderColor: 'divider',
};

const done = { color: 'primary.contrastText', bgcolor: 'primary.main', borderColor: 'primary.main' };
