import { type Identifier, useNotify, useRefresh } from 'react-admin';
import { useTargeting } from '../data-provider/use-targeting.js';
import type { Undo } from './UndoButton.js';

/** Takes back what an import brought. */
export function useUndoImport(id: Identifier): Undo {
  const targeting = useTargeting();
  const notify = useNotify();
  const refresh = useRefresh();
  return async (options) => {
    try {
      const { file_name: file } = await targeting.undoImport(id, options);
      notify('targeting.csv.undone', { messageArgs: { file } });
    } finally {
      refresh();
    }
  };
}
