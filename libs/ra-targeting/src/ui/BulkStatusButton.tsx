import ArchiveOutlined from '@mui/icons-material/ArchiveOutlined';
import UnarchiveOutlined from '@mui/icons-material/UnarchiveOutlined';
import { Button, useListContext, useTranslate } from 'react-admin';
import { useChangeStatus } from './use-change-status.js';

/** Archives what is selected; in the archive, brings it back. */
export function BulkStatusButton() {
  const { resource, selectedIds, filterValues, onUnselectItems } = useListContext();
  const translate = useTranslate();
  const isArchive = String(filterValues['status']) === 'archived';
  const { change, isPending } = useChangeStatus(resource);
  const start = () => void change(selectedIds, isArchive ? 'active' : 'archived', onUnselectItems);
  return (
    <Button
      label={translate(isArchive ? 'targeting.archive.restore' : 'targeting.archive.action')}
      onClick={start}
      disabled={isPending}
    >
      {isArchive ? <UnarchiveOutlined /> : <ArchiveOutlined />}
    </Button>
  );
}
