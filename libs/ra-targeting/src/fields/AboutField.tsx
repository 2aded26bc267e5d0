import { Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material';
import { useId } from 'react';
import { useTranslate } from 'react-admin';
import type { FieldAt } from './field-at.js';
import { FieldFacts } from './FieldFacts.js';

/** What there is to know about a field, over the rules that ask it: nothing that was written is left. */
export default function AboutField({ at, onClose }: { at: FieldAt; onClose: () => void }) {
  const translate = useTranslate();
  const id = useId();
  return (
    <Dialog
      open
      fullWidth
      maxWidth="xs"
      aria-labelledby={id}
      onClose={onClose}
      slotProps={{ paper: { sx: { bgcolor: 'background.default' } } }}
    >
      <DialogTitle id={id}>{translate('targeting.fields.about', { name: at.field.label })}</DialogTitle>
      <DialogContent>
        <FieldFacts at={at} />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate('targeting.fields.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
