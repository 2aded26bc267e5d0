import { Box, Card } from '@mui/material';
import { Form, type RaRecord, required, TextInput, useRecordContext } from 'react-admin';
import { useFormContext, type UseFormReturn, useWatch } from 'react-hook-form';
import type { Audience } from '../../data-provider/types.js';
import { ExplainablePreview } from '../preview/ExplainablePreview.js';
import { useAudiencePreview } from '../preview/use-audience-preview.js';
import { MergeStale } from '../../merge/MergeStale.js';
import { definitionOf, emptyDefinition } from '../definition.js';
import { BuilderToolbar } from './BuilderToolbar.js';
import { ExcludeSection } from './ExcludeSection.js';
import { IncludeSection } from './IncludeSection.js';
import { LiveContext } from './LiveContext.js';
import { MadeLists } from './MadeLists.js';
import { UnsavedOver } from './UnsavedOver.js';

interface AudienceFormProps {
  /** What a new audience begins with. */
  initial?: Partial<Audience>;
  /** Leaves the builder; to the list when left out. */
  onCancel?: () => void;
}

/** The audience builder: who is in, who is kept out, and beside it who that is, as it is being said. */
export function AudienceForm({ initial, onCancel }: AudienceFormProps) {
  const record = useRecordContext<Audience>();
  const below = useFormContext() as UseFormReturn | null;
  return (
    <Form
      defaultValues={record ? undefined : { name: '', description: '', ...emptyDefinition, ...initial }}
      warnWhenUnsavedChanges={!below}
      noValidate
    >
      <MadeLists>
        <Builder id={record?.id} onCancel={onCancel} />
      </MadeLists>
      {record && <MergeStale resource="audiences" />}
      {below && <UnsavedOver below={below} />}
    </Form>
  );
}

function Builder({ id, onCancel }: { id?: RaRecord['id']; onCancel?: () => void }) {
  const values = useWatch() as Partial<Audience>;
  const audience = { ...values, id: id as number | undefined };
  const live = useAudiencePreview(audience);
  return (
    <LiveContext value={live}>
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) minmax(380px, 460px)' },
          alignItems: 'start',
        }}
      >
        <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
          <Card sx={{ p: 2.5 }}>
            <TextInput source="name" validate={required()} fullWidth helperText={false} />
            <TextInput source="description" fullWidth multiline helperText={false} sx={{ mt: 1.5 }} />
          </Card>
          <IncludeSection />
          <ExcludeSection />
        </Box>
        {/* In a window that is too low for it the preview scrolls by itself; by keyboard too. */}
        <Box
          tabIndex={0}
          sx={{
            position: { lg: 'sticky' },
            top: { lg: onCancel ? 0 : 68 },
            maxHeight: { lg: onCancel ? 'calc(100vh - 220px)' : 'calc(100vh - 150px)' },
            overflow: { lg: 'auto' },
            minWidth: 0,
          }}
        >
          <ExplainablePreview explained={{ target: 'audiences', draft: draftOf(audience) }} live={live} />
        </Box>
      </Box>
      <BuilderToolbar live={live} onCancel={onCancel} />
    </LiveContext>
  );
}

const draftOf = (audience: Partial<Audience>) => ({
  ...definitionOf(audience),
  ...(audience.id !== undefined && { id: audience.id }),
});
