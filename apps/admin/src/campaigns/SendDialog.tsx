import {
  Alert,
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
import { type AudiencePreview, type Campaign, DriftNote, useDrift, useNumber } from 'ra-targeting';
import { useState } from 'react';
import { useTranslate } from 'react-admin';

interface SendDialogProps {
  campaign: Campaign;
  preview: AudiencePreview;
  /** Why the number that was confirmed before was not sent to. */
  changed?: string;
  isSending: boolean;
  onSend: (confirm: { confirm_everyone?: boolean }) => void;
  onClose: () => void;
}

/** Says the number once more: what is sent cannot be taken back. */
export function SendDialog({ campaign, preview, changed, isSending, onSend, onClose }: SendDialogProps) {
  const translate = useTranslate();
  const number = useNumber();
  const { count, ledger } = preview;
  const isEveryone = ledger.sources.some(({ kind }) => kind === 'all');
  const [isSure, setSure] = useState(false);
  const numbers = { name: campaign.name, smart_count: count, count: number(count) };
  const leftOut = { smart_count: ledger.excluded, count: number(ledger.excluded) };
  return (
    <Dialog
      open
      onClose={isSending ? undefined : onClose}
      maxWidth={changed ? 'sm' : 'xs'}
      fullWidth
      aria-labelledby="send-title"
    >
      <DialogTitle id="send-title">{translate('campaigns.confirm.title', numbers)}</DialogTitle>
      <DialogContent>
        {changed && <Changed campaign={campaign} message={changed} />}
        <DialogContentText sx={{ mt: changed ? 2 : 0 }}>
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
          disabled={count === 0 || (isEveryone && !isSure) || isSending}
          onClick={() => onSend(isEveryone ? { confirm_everyone: true } : {})}
        >
          {translate('campaigns.sendTo', numbers)}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** That nothing was sent, and who has moved. */
function Changed({ campaign, message }: { campaign: Campaign; message: string }) {
  const { data: drift } = useDrift(campaign.id);
  return (
    <>
      <Alert severity="warning" variant="outlined" sx={{ mb: 2 }}>
        {message}
      </Alert>
      {drift && <DriftNote drift={drift} isOpen />}
    </>
  );
}
