import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
  FormControlLabel,
  LinearProgress,
} from '@mui/material';
import { type AudiencePreview, type Campaign, useNumber } from 'ra-targeting';
import { useState } from 'react';
import { useTranslate } from 'react-admin';

interface SendDialogProps {
  campaign: Campaign;
  preview: AudiencePreview;
  isSending: boolean;
  onSend: (confirm: { confirm_everyone?: boolean }) => void;
  onClose: () => void;
}

/** Says the number once more: what is sent cannot be taken back. */
export function SendDialog({ campaign, preview, isSending, onSend, onClose }: SendDialogProps) {
  const translate = useTranslate();
  const number = useNumber();
  const { count, ledger } = preview;
  const isEveryone = ledger.sources.some(({ kind }) => kind === 'all');
  const [isSure, setSure] = useState(!isEveryone);
  const numbers = { name: campaign.name, smart_count: count, count: number(count) };
  const leftOut = { smart_count: ledger.excluded, count: number(ledger.excluded) };
  return (
    <Dialog
      open
      onClose={isSending ? undefined : onClose}
      maxWidth="xs"
      fullWidth
      aria-labelledby="send-title"
    >
      <DialogTitle id="send-title">{translate('campaigns.confirm.title', numbers)}</DialogTitle>
      <DialogContent>
        <DialogContentText>
          {ledger.excluded > 0 && `${translate('campaigns.confirm.leftOut', leftOut)} `}
          {translate('campaigns.confirm.final')}
        </DialogContentText>
        {isEveryone && (
          <FormControlLabel
            sx={{ mt: 1.5, alignItems: 'flex-start' }}
            control={
              <Checkbox checked={isSure} onChange={(_, checked) => setSure(checked)} sx={{ mt: -0.5 }} />
            }
            label={translate('campaigns.confirm.everyone')}
          />
        )}
        {isSending && <LinearProgress aria-label={translate('campaigns.sending')} sx={{ mt: 2 }} />}
      </DialogContent>
      <DialogActions>
        <Button color="inherit" onClick={onClose} disabled={isSending}>
          {translate('ra.action.cancel')}
        </Button>
        <Button
          variant="contained"
          disabled={!isSure || isSending}
          onClick={() => onSend(isEveryone ? { confirm_everyone: true } : {})}
        >
          {translate('campaigns.sendTo', numbers)}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
