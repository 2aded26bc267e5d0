import ArchiveOutlined from '@mui/icons-material/ArchiveOutlined';
import { Button, useListContext, useNotify, useRefresh, useTranslate, useUpdateMany } from 'react-admin';

/** Archives what is selected. What is in use stays, and the message says by what it is used. */
export function ArchiveButton() {
  const { resource, selectedIds, onUnselectItems } = useListContext();
  const notify = useNotify();
  const refresh = useRefresh();
  const translate = useTranslate();
  const [update, { isPending }] = useUpdateMany();
  const archive = () =>
    update(
      resource,
      { ids: selectedIds, data: { status: 'archived' } },
      {
        mutationMode: 'pessimistic',
        onSuccess: () => {
          onUnselectItems();
          notify('targeting.archive.done', { messageArgs: { smart_count: selectedIds.length } });
        },
        onError: (error) => notify((error as Error).message, { type: 'error' }),
        // Some may have been archived before one was refused.
        onSettled: refresh,
      },
    );
  return (
    <Button label={translate('targeting.archive.action')} onClick={() => void archive()} disabled={isPending}>
      <ArchiveOutlined />
    </Button>
  );
}
