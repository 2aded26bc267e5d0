import { Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material';
import { useState } from 'react';
import { type Identifier, useTranslate } from 'react-admin';
import type { Target } from '../data-provider/custom-methods.js';
import type { Person } from '../data-provider/types.js';
import { CustomerPicker } from '../ui/CustomerPicker.js';
import { ExplanationView } from './ExplanationView.js';

interface ExplainDialogProps {
  target: Target;
  id: Identifier;
  /** Whom to begin with; any other can be picked. */
  person?: Person;
  onClose: () => void;
}

export function ExplainDialog({ target, id, person, onClose }: ExplainDialogProps) {
  const translate = useTranslate();
  const [asked, setAsked] = useState<Person | null>(person ?? null);
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="explain-title">
      <DialogTitle id="explain-title">{translate('targeting.explain.title')}</DialogTitle>
      <DialogContent sx={{ minHeight: 320 }}>
        <CustomerPicker label={translate('targeting.explain.find')} value={asked} onChange={setAsked} />
        {asked && <ExplanationView key={asked.id} target={target} id={id} customerId={asked.id} />}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate('targeting.explain.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
