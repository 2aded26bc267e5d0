import { Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import type { Person } from '../data-provider/types.js';
import { CustomerPicker } from '../ui/CustomerPicker.js';
import { ExplanationView } from './ExplanationView.js';
import type { Explained } from './use-explanation.js';

type ExplainDialogProps = Explained & {
  /** Whom to begin with; any other can be picked. */
  person?: Person;
  onClose: () => void;
};

/** Why a customer is in what is saved, or in what is being written: any customer can be picked. */
export function ExplainDialog({ person, onClose, ...explained }: ExplainDialogProps) {
  const translate = useTranslate();
  const [asked, setAsked] = useState<Person | null>(person ?? null);
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="explain-title">
      <DialogTitle id="explain-title">{translate('targeting.explain.title')}</DialogTitle>
      <DialogContent sx={{ minHeight: 320 }}>
        <CustomerPicker label={translate('targeting.explain.find')} value={asked} onChange={setAsked} />
        {asked && <ExplanationView key={asked.id} {...explained} customerId={asked.id} />}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate('targeting.explain.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
