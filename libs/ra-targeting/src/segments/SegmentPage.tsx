import { Alert, Box, Button, Card, Typography } from '@mui/material';
import { useState } from 'react';
import { useLocaleState, useRecordContext, useTranslate } from 'react-admin';
import type { Person, Segment } from '../data-provider/types.js';
import { ExplainDialog } from '../explain/ExplainDialog.js';
import { MembersTable } from '../members/MembersTable.js';
import { capital } from '../ui/capital.js';
import { StatusField } from '../ui/StatusField.js';
import { ago } from '../ui/when.js';
import { SegmentUsage } from './SegmentUsage.js';

/** A segment as it is now: what it says, how many, who, used by what. */
export function SegmentPage() {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const segment = useRecordContext<Segment>();
  const [asked, setAsked] = useState<Person | true>();
  if (!segment) return null;
  const { id, name, description, summary, problems = [], customer_count: count } = segment;
  const when = ago(segment.updated_at, Date.now(), locale);
  return (
    <Box sx={layout}>
      <Box sx={{ gridArea: 'head' }}>
        <Typography variant="h1" component="h2">
          {name}
        </Typography>
        {description && <Typography color="textSecondary">{description}</Typography>}
        <Typography sx={{ mt: 1.5, maxWidth: '75ch' }}>{summary && `${capital(summary)}.`}</Typography>
        {problems.length > 0 && (
          <Alert severity="error" sx={{ mt: 2 }}>
            <strong>{translate('targeting.segments.problems')}</strong>
            {problems.map((problem) => (
              <div key={problem.path}>{problem.message}</div>
            ))}
          </Alert>
        )}
      </Box>
      <Box sx={{ gridArea: 'members', minWidth: 0 }}>
        <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', mb: 1 }}>
          <Typography variant="h2">{translate('targeting.members.title')}</Typography>
          <Button size="small" onClick={() => setAsked(true)}>
            {translate('targeting.explain.button')}
          </Button>
        </Box>
        {problems.length === 0 && <MembersTable path={`segments/${id}/members`} onExplain={setAsked} />}
      </Box>
      <Box sx={{ gridArea: 'side', display: 'grid', gap: 2, alignContent: 'start' }}>
        <Card sx={{ p: 2.5 }}>
          <Typography
            sx={{ fontSize: '2.25rem', fontWeight: 650, letterSpacing: '-0.03em', lineHeight: 1.15 }}
          >
            {count === null ? '–' : count.toLocaleString(locale)}
          </Typography>
          <Typography variant="body2" color="textSecondary" sx={{ mb: 2 }}>
            {translate('targeting.segments.now')}
          </Typography>
          <StatusField />
          <Typography variant="caption" color="textSecondary" sx={{ display: 'block', mt: 1 }}>
            {translate('targeting.segments.version', { version: segment.version, when })}
          </Typography>
        </Card>
        <SegmentUsage id={id} />
      </Box>
      {asked && (
        <ExplainDialog
          target="segments"
          id={id}
          person={asked === true ? undefined : asked}
          onClose={() => setAsked(undefined)}
        />
      )}
    </Box>
  );
}

/** What it is comes first, also where there is room for one column only. */
const layout = {
  display: 'grid',
  gap: 3,
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) 280px' },
  gridTemplateRows: { md: 'auto 1fr' },
  gridTemplateAreas: { xs: '"head" "side" "members"', md: '"head side" "members side"' },
};
