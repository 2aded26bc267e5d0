import DownloadOutlined from '@mui/icons-material/DownloadOutlined';
import { Button } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { type Identifier, useTranslate } from 'react-admin';
import { useTargeting } from '../data-provider/use-targeting.js';

/** The rows that were not taken, each with its line and the reason, as a file. `label` is a message key. */
export function RejectedRowsLink({ id, label }: { id: Identifier; label: string }) {
  const translate = useTranslate();
  const targeting = useTargeting();
  const { data: url } = useQuery({
    queryKey: ['imports', id, 'rejected'],
    queryFn: () => targeting.rejectedRowsUrl(id),
  });
  return (
    <Button
      size="small"
      color="inherit"
      component="a"
      href={url ?? ''}
      download
      startIcon={<DownloadOutlined />}
    >
      {translate(label)}
    </Button>
  );
}
