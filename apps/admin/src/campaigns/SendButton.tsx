import SendOutlined from '@mui/icons-material/SendOutlined';
import { Button } from '@mui/material';
import { type AudiencePreview, type Campaign, useNumber } from 'ra-targeting';
import { useTranslate } from 'react-admin';
import { SendDialog } from './SendDialog.js';
import { useSend } from './use-send.js';

interface SendButtonProps {
  campaign: Campaign;
  /** Left out while the number is not known: what is not counted is not sent. */
  preview?: AudiencePreview;
}

export function SendButton({ campaign, preview }: SendButtonProps) {
  const translate = useTranslate();
  const number = useNumber();
  const { confirmed, changed, isSending, open, close, send } = useSend(campaign);
  const count = preview?.count ?? 0;
  return (
    <>
      <Button
        fullWidth
        variant="contained"
        startIcon={<SendOutlined />}
        disabled={!preview || count === 0 || isSending}
        onClick={() => preview && open(preview)}
      >
        {preview
          ? translate('campaigns.sendTo', { smart_count: count, count: number(count) })
          : translate('campaigns.send')}
      </Button>
      {confirmed && (
        <SendDialog
          campaign={campaign}
          preview={confirmed}
          changed={changed}
          isSending={isSending}
          onSend={send}
          onClose={close}
        />
      )}
    </>
  );
}
