import { Box, Button, Typography } from '@mui/material';
import { useCreatePath, useFormIsDirty, useRecordContext, useTranslate } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import type { Audience, AudiencePreview } from '../../data-provider/types.js';
import { HelpButton } from '../../help/HelpButton.js';
import type { LiveAnswer } from '../../ui/use-live-answer.js';
import { SaveOnceButton } from '../../ui/SaveOnceButton.js';
import { useNumber } from '../../ui/use-number.js';
import { definitionOf } from '../definition.js';

/** Only what the builder says: a form over another one may also be given what the address of the page says. */
const as = (status: Audience['status']) => (data: Partial<Audience>) => ({
  name: data.name,
  description: data.description ?? '',
  ...definitionOf(data),
  status,
  ...(data.version !== undefined && { version: data.version }),
});

interface BuilderToolbarProps {
  live: LiveAnswer<AudiencePreview>;
  onCancel?: () => void;
}

/** Always in sight, with the count for a screen that has no room for the preview beside the form. */
export function BuilderToolbar({ live, onCancel }: BuilderToolbarProps) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const createPath = useCreatePath();
  const record = useRecordContext<Audience>();
  // By the fields that were changed: those of the files are none of the record, which would count as a change.
  const isDirty = useFormIsDirty();
  // Over another form nothing is navigated to, at which it would be asked.
  const close = () => {
    if (!isDirty || window.confirm(translate('ra.message.unsaved_changes'))) onCancel?.();
  };
  const leave = () =>
    void navigate(createPath({ resource: 'audiences', type: record ? 'show' : 'list', id: record?.id }));
  return (
    <Box sx={bar}>
      <Count live={live} />
      {/* Over a dialog it would lie behind it. */}
      {!onCancel && <HelpButton withLabel />}
      <Box sx={{ flex: 1 }} />
      <Button color="inherit" onClick={onCancel ? close : leave}>
        {translate('ra.action.cancel')}
      </Button>
      {record?.status !== 'active' && (
        <SaveOnceButton
          type="button"
          variant="outlined"
          label="targeting.builder.saveDraft"
          transform={as('draft')}
        />
      )}
      <SaveOnceButton type="button" label="targeting.builder.save" transform={as('active')} />
    </Box>
  );
}

function Count({ live: { answer, isCurrent, error } }: { live: LiveAnswer<AudiencePreview> }) {
  const translate = useTranslate();
  const number = useNumber();
  const text =
    isCurrent && answer
      ? translate('targeting.reach.said', { smart_count: answer.count, count: number(answer.count) })
      : translate(error === undefined ? 'targeting.reach.asking' : 'targeting.reach.failed');
  return (
    <Typography
      aria-hidden
      sx={{ display: { lg: 'none' }, flexBasis: { xs: '100%', sm: 'auto' }, fontWeight: 600 }}
      variant="body2"
      color={error ? 'error' : undefined}
    >
      {text}
    </Typography>
  );
}

const bar = {
  position: 'sticky',
  bottom: 0,
  zIndex: 3,
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 1,
  mt: 2,
  mx: { xs: -1.5, md: -3 },
  px: { xs: 1.5, md: 3 },
  py: 1.25,
  bgcolor: 'background.default',
  borderTop: '1px solid',
  borderColor: 'divider',
};
