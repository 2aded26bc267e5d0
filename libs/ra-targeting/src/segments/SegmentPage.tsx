import { Alert, Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import { TabbedShowLayout, useLocaleState, useRecordContext, useTranslate } from 'react-admin';
import type { Person, Segment } from '../data-provider/types.js';
import { ExplainDialog } from '../explain/ExplainDialog.js';
import { ImportHistory } from '../imports/ImportHistory.js';
import { MembersTable } from '../members/MembersTable.js';
import { SimilarSegments } from '../overlap/SimilarSegments.js';
import { capital } from '../ui/capital.js';
import { CountCard } from '../ui/CountCard.js';
import { FactsLayout } from '../ui/FactsLayout.js';
import { ResourceUsage } from '../ui/ResourceUsage.js';
import { StatusField } from '../ui/StatusField.js';
import { ago } from '../ui/when.js';
import { History } from '../versions/History.js';
import { SegmentTestsCard } from './tests/SegmentTestsCard.js';

/** A segment as it is now: what it says, how many, who, used by what. */
export function SegmentPage() {
  const segment = useRecordContext<Segment>();
  const [asked, setAsked] = useState<Person | true>();
  if (!segment) return null;
  const { id, problems = [], list_id: listId } = segment;
  return (
    <FactsLayout
      head={<Head segment={segment} />}
      count={<Count segment={segment} />}
      facts={
        <>
          {listId !== null && <ImportHistory resource="segments" id={id} listId={listId} />}
          {segment.tests && <SegmentTestsCard id={id} />}
          <ResourceUsage resource="segments" id={id} />
          {problems.length === 0 && <SimilarSegments id={id} />}
        </>
      }
      width={listId === null ? 280 : 360}
    >
      <TabbedShowLayout sx={{ '& .RaTabbedShowLayout-content': { px: 0, pb: 0 } }}>
        <TabbedShowLayout.Tab label="targeting.members.title">
          <Members segment={segment} onAsk={setAsked} />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label="targeting.versions.tab" path="history">
          <History target="segments" />
        </TabbedShowLayout.Tab>
      </TabbedShowLayout>
      {asked && (
        <ExplainDialog
          target="segments"
          id={id}
          person={asked === true ? undefined : asked}
          onClose={() => setAsked(undefined)}
        />
      )}
    </FactsLayout>
  );
}

interface MembersProps {
  segment: Segment;
  onAsk: (person: Person | true) => void;
}

/** Who is in now, and why for each of them and for anybody else. */
function Members({ segment: { id, problems = [], customer_count: count }, onAsk }: MembersProps) {
  const translate = useTranslate();
  const explain = (
    <Button size="small" onClick={() => onAsk(true)}>
      {translate('targeting.explain.button')}
    </Button>
  );
  // What cannot be counted has no members to be shown.
  if (problems.length > 0) return explain;
  return (
    <MembersTable key={id} path={`segments/${id}/members`} count={count} onExplain={onAsk} action={explain} />
  );
}

function Head({ segment: { name, description, summary, problems = [] } }: { segment: Segment }) {
  const translate = useTranslate();
  return (
    <Box sx={{ mb: 3, maxWidth: '75ch' }}>
      <Typography variant="h1" component="h2">
        {name}
      </Typography>
      {description && <Typography color="textSecondary">{description}</Typography>}
      <Typography sx={{ mt: 1 }}>{summary && `${capital(summary)}.`}</Typography>
      {problems.length > 0 && (
        <Alert severity="error" sx={{ mt: 2 }}>
          <strong>{translate('targeting.segments.problems')}</strong>
          {problems.map((problem) => (
            <div key={problem.path}>{problem.message}</div>
          ))}
        </Alert>
      )}
    </Box>
  );
}

function Count({ segment: { customer_count: count, updated_at: changed, version } }: { segment: Segment }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const when = ago(changed, Date.now(), locale);
  return (
    <CountCard count={count} label={translate('targeting.segments.now')}>
      <StatusField />
      <Typography variant="caption" color="textSecondary" sx={{ display: 'block', mt: 1 }}>
        {translate('targeting.segments.version', { version, when })}
      </Typography>
    </CountCard>
  );
}
