import SendOutlined from '@mui/icons-material/SendOutlined';
import { Button } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { type AudiencePreview, type Campaign, useNumber, useTargeting } from 'ra-targeting';
import { useState } from 'react';
import { useNotify, useRefresh, useTranslate } from 'react-admin';
import { SendDialog } from './SendDialog.js';

interface SendButtonProps {
  campaign: Campaign;
  /** Left out while the number is not known: what is not counted is not sent. */
  preview?: AudiencePreview;
}

export function SendButton({ campaign, preview }: SendButtonProps) {
  const translate = useTranslate();
  const number = useNumber();
  const notify = useNotify();
  const refresh = useRefresh();
  const targeting = useTargeting();
  const [isAsking, setAsking] = useState(false);
  const { mutate, isPending } = useMutation({
    mutationFn: (confirm: { confirm_everyone?: boolean }) => targeting.sendCampaign(campaign.id, confirm),
    onSuccess: () => setAsking(false),
    onError: (error) => notify(error.message, { type: 'error', autoHideDuration: 10_000 }),
    onSettled: refresh,
  });
  const count = preview?.count ?? 0;
  return (
    <>
      <Button
        fullWidth
        variant="contained"
        startIcon={<SendOutlined />}
        disabled={!preview || count === 0 || isPending}
        onClick={() => setAsking(true)}
      >
        {preview
          ? translate('campaigns.sendTo', { smart_count: count, count: number(count) })
          : translate('campaigns.send')}
      </Button>
      {isAsking && preview && (
        <SendDialog
          campaign={campaign}
          preview={preview}
          isSending={isPending}
          onSend={mutate}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
