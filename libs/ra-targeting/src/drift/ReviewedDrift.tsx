import { Button, Card } from '@mui/material';
import { useState } from 'react';
import { type Identifier, useTranslate } from 'react-admin';
import type { Target } from '../data-provider/custom-methods.js';
import type { Person } from '../data-provider/types.js';
import { ExplainDialog } from '../explain/ExplainDialog.js';
import { DriftNote } from './DriftNote.js';
import { useDrift, useReview } from './use-drift.js';

interface ReviewedDriftProps {
  /** The host's campaign. */
  id: Identifier;
  /** What it goes to, by which people are explained. */
  target: { resource: Target; id: Identifier };
}

/** On the page of a campaign before it is sent: what was reviewed, and what has moved since. */
export function ReviewedDrift({ id, target }: ReviewedDriftProps) {
  const translate = useTranslate();
  const { data: drift } = useDrift(id);
  const review = useReview(id);
  const [asked, setAsked] = useState<Person>();
  if (!drift?.reviewed) return null;
  return (
    <Card sx={{ px: 2.5, py: 1.5 }}>
      <DriftNote drift={drift} onExplain={setAsked}>
        <Button size="small" color="inherit" disabled={review.isPending} onClick={() => review.mutate()}>
          {translate('targeting.drift.again')}
        </Button>
      </DriftNote>
      {asked && (
        <ExplainDialog
          target={target.resource}
          id={target.id}
          person={asked}
          onClose={() => setAsked(undefined)}
        />
      )}
    </Card>
  );
}
