import { useMutation } from '@tanstack/react-query';
import { type Identifier, useNotify, useRefresh } from 'react-admin';
import { useTargeting } from '../data-provider/use-targeting.js';

/** Takes back what an import brought. */
export function useUndoImport() {
  const targeting = useTargeting();
  const notify = useNotify();
  const refresh = useRefresh();
  const { mutate: undo, isPending } = useMutation({
    mutationFn: (id: Identifier) => targeting.undoImport(id),
    onSuccess: ({ file_name: file }) => notify('targeting.csv.undone', { messageArgs: { file } }),
    onError: (error) => notify(error.message, { type: 'error' }),
    onSettled: refresh,
  });
  return { undo, isPending };
}
