import ContentCopyOutlined from '@mui/icons-material/ContentCopyOutlined';
import { useMutation } from '@tanstack/react-query';
import { type Campaign, useTargeting } from 'ra-targeting';
import { Button, useNotify, useRecordContext, useRedirect } from 'react-admin';

/** For what is sent every month: each customer gets a campaign once. */
export function DuplicateButton() {
  const campaign = useRecordContext<Campaign>();
  const targeting = useTargeting();
  const redirect = useRedirect();
  const notify = useNotify();
  const { mutate, isPending } = useMutation({
    mutationFn: () => targeting.duplicateCampaign(campaign!.id),
    onSuccess: ({ id }) => redirect('edit', 'campaigns', id),
    onError: (error) => notify(error.message, { type: 'error' }),
  });
  if (!campaign) return null;
  return (
    <Button label="campaigns.duplicate" disabled={isPending} onClick={() => mutate()}>
      <ContentCopyOutlined />
    </Button>
  );
}
