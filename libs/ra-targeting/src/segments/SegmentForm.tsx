import { Box, Card } from '@mui/material';
import { useEffect, useState } from 'react';
import { useRecordContext } from 'react-admin';
import { useFormState, useWatch } from 'react-hook-form';
import { faultsOf } from '../data-provider/problem.js';
import type { Person, Segment } from '../data-provider/types.js';
import { ExplainDialog } from '../explain/ExplainDialog.js';
import { PreviewPanel } from '../preview/PreviewPanel.js';
import { useSegmentPreview } from '../preview/use-segment-preview.js';
import { RuleTreeInput } from '../rules/RuleTreeInput.js';
import { MergeStale } from '../merge/MergeStale.js';
import { FixedMembers } from './FixedMembers.js';
import { ConfirmImpact } from './impact/ConfirmImpact.js';
import { ImpactPanel } from './impact/ImpactPanel.js';
import { SegmentFields } from './SegmentFields.js';
import { TemplatePicker } from './TemplatePicker.js';
import { TestsInput } from './tests/TestsInput.js';

/** The form of a segment: its names, its rules, and beside them who they find. */
export function SegmentForm() {
  const segment = useRecordContext<Segment>();
  const type = useWatch({ name: 'segment_type' }) as Segment['segment_type'];
  const conditions: unknown = useWatch({ name: 'conditions' });
  const hasBegun = conditions !== undefined && conditions !== null;
  return (
    <Box sx={{ width: 1, pt: 1 }}>
      <SegmentFields />
      {type === 'static' && <FixedMembers />}
      {type !== 'static' && !hasBegun && <TemplatePicker />}
      {type !== 'static' && hasBegun && <Rules conditions={conditions} id={segment?.id} />}
      {segment?.id !== undefined && (
        <>
          <MergeStale resource="segments" />
          <ConfirmImpact />
        </>
      )}
    </Box>
  );
}

function Rules({ conditions, id }: { conditions: unknown; id?: number }) {
  const preview = useSegmentPreview(conditions, id);
  const { retry } = preview;
  const { errors } = useFormState({ name: 'conditions' });
  const isRefused = errors['conditions']?.type === 'server';
  // The form has one text for all the rules; the preview says at which of them it is.
  useEffect(() => {
    if (isRefused) retry();
  }, [isRefused, retry]);
  const [asked, setAsked] = useState<Person | true>();
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2.5,
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) 320px' },
        gridTemplateRows: { lg: 'auto 1fr' },
      }}
    >
      <Card sx={{ p: { xs: 1.5, sm: 2.5 }, alignSelf: 'start', overflow: 'visible' }}>
        <RuleTreeInput
          source="conditions"
          faults={faultsOf(preview.error)}
          counts={preview.isCurrent ? preview.answer?.rules : undefined}
          hints={{ warnings: preview.answer?.warnings ?? [], isCurrent: preview.isCurrent }}
        />
      </Card>
      {/* Beside all of it; on a phone right after the rules. */}
      <Box sx={{ gridRow: { lg: '1 / 3' }, gridColumn: { lg: 2 } }}>
        <Box sx={{ position: { lg: 'sticky' }, top: 72 }}>
          <PreviewPanel
            preview={preview}
            conditions={conditions}
            onExplain={(person) => setAsked(person ?? true)}
          />
        </Box>
      </Box>
      <Box sx={{ display: 'grid', gap: 2, alignContent: 'start', minWidth: 0 }}>
        <TestsInput conditions={conditions} segmentId={id} preview={preview} />
        {id !== undefined && <ImpactPanel conditions={conditions} onExplain={setAsked} />}
      </Box>
      {asked && (
        <ExplainDialog
          target="segments"
          draft={{ conditions, ...(id !== undefined && { id }) }}
          person={asked === true ? undefined : asked}
          onClose={() => setAsked(undefined)}
        />
      )}
    </Box>
  );
}
