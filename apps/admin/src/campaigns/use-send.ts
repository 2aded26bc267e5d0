import { useMutation } from '@tanstack/react-query';
import { type AudiencePreview, type Campaign, faultsOf, useTargeting } from 'ra-targeting';
import { useState } from 'react';
import { useNotify, useRefresh } from 'react-admin';

/**
 * Sends a campaign to the number that was confirmed, and to no other: when it has changed meanwhile nothing is sent, and the new
 * one is to be confirmed.
 */
export function useSend({ id }: Campaign) {
  const targeting = useTargeting();
  const notify = useNotify();
  const refresh = useRefresh();
  const [confirmed, setConfirmed] = useState<AudiencePreview>();
  /** Why the number before was not sent to. */
  const [changed, setChanged] = useState<string>();
  const open = (preview: AudiencePreview | undefined) => {
    setConfirmed(preview);
    setChanged(undefined);
  };
  const { mutate, isPending } = useMutation({
    mutationFn: (confirm: { confirm_everyone?: boolean }) =>
      targeting.sendCampaign(id, { ...confirm, expected_count: confirmed?.count }),
    onSuccess: () => open(undefined),
    onError: async (error) => {
      const change = faultsOf(error).find(({ code }) => code === 'count_changed');
      if (!change) return notify(error.message, { type: 'error', autoHideDuration: 10_000 });
      setChanged(change.message);
      try {
        setConfirmed(await targeting.previewCampaign(id));
      } catch (failure) {
        notify((failure as Error).message, { type: 'error', autoHideDuration: 10_000 });
      }
    },
    onSettled: refresh,
  });
  return { confirmed, changed, isSending: isPending, open, close: () => open(undefined), send: mutate };
}
