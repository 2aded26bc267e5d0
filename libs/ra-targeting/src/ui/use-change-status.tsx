import { useState } from 'react';
import { type Identifier, useDataProvider, useNotify, useRefresh } from 'react-admin';
import type { DefinitionStatus } from '../data-provider/types.js';
import { type Changed, changeEach, type Stated } from './change-status.js';
import { StatusChanged } from './StatusChanged.js';

/** Archives several, or brings them back; what was done can be undone for a while. */
export function useChangeStatus(resource: string) {
  const provider = useDataProvider();
  const notify = useNotify();
  const refresh = useRefresh();
  const [isPending, setPending] = useState(false);

  const run = async (
    records: readonly Stated[],
    statusOf: (record: Stated) => DefinitionStatus,
  ): Promise<Changed> => {
    setPending(true);
    try {
      return await changeEach(records, statusOf, (id, status) =>
        provider.update(resource, { id, data: { status }, previousData: undefined }),
      );
    } finally {
      setPending(false);
      refresh();
    }
  };

  /** What they are now; undefined when that is not to be had. */
  const known = async (ids: readonly Identifier[]): Promise<Stated[] | undefined> => {
    setPending(true);
    try {
      return (await provider.getMany<Stated>(resource, { ids: [...ids] })).data;
    } catch (error) {
      notify((error as Error).message, { type: 'error' });
    } finally {
      setPending(false);
    }
  };

  /** @param onBegin once it is known what they are now: whatever failed before, nothing is changed */
  const change = async (ids: readonly Identifier[], status: DefinitionStatus, onBegin: () => void) => {
    const records = await known(ids);
    if (!records) return;
    onBegin();
    const { done, refused } = await run(records, () => status);
    const undo = async () => {
      const before = new Map(done.map((record) => [record.id, record.status]));
      // What others refer to comes back before them.
      const changed = done.map((record) => ({ ...record, status })).reverse();
      const undone = await run(changed, ({ id }) => before.get(id)!);
      notify(<StatusChanged resource={resource} text="undone" {...undone} />, { autoHideDuration: 5000 });
    };
    notify(
      <StatusChanged
        resource={resource}
        text={status === 'archived' ? 'done' : 'restored'}
        done={done}
        refused={refused}
        onUndo={done.length > 0 ? () => void undo() : undefined}
      />,
      // What was refused is there to be read.
      { autoHideDuration: refused.length > 0 ? null : 10_000 },
    );
  };

  return { change, isPending };
}
