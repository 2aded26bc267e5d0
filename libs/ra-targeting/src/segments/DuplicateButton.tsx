import ContentCopyOutlined from '@mui/icons-material/ContentCopyOutlined';
import { useMutation } from '@tanstack/react-query';
import { Button, useNotify, useRecordContext, useRedirect } from 'react-admin';
import type { Segment } from '../data-provider/types.js';
import { useTargeting } from '../data-provider/use-targeting.js';

export function DuplicateButton() {
  const segment = useRecordContext<Segment>();
  const targeting = useTargeting();
  const notify = useNotify();
  const redirect = useRedirect();
  const { mutate, isPending } = useMutation({
    mutationFn: (id: number) => targeting.duplicateSegment(id),
    onSuccess: ({ id }) => redirect('edit', 'segments', id),
    onError: (error) => notify(error.message, { type: 'error' }),
  });
  return (
    <Button
      label="targeting.segments.duplicate"
      disabled={!segment || isPending}
      onClick={() => segment && mutate(segment.id)}
    >
      <ContentCopyOutlined />
    </Button>
  );
}
