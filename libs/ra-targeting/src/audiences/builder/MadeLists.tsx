import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { useEvent } from 'react-admin';
import type { CustomerList } from '../../data-provider/types.js';
import { useTargeting } from '../../data-provider/use-targeting.js';

const MadeListsContext = createContext<Set<number> | undefined>(undefined);

/**
 * Remembers the lists that are made of files while an audience is built. When the builder is left, those that nothing uses
 * are taken back: the audience was not saved, or the file was taken out again. Who closes the window is asked first.
 */
export function MadeLists({ children }: { children: ReactNode }) {
  const targeting = useTargeting();
  const [made] = useState(() => new Set<number>());
  const takeBack = useEvent(async (id: number) => {
    const { data } = await targeting.getOne<CustomerList>('lists', { id });
    const isUsed = Object.values(data.used_by).some((count) => count > 0);
    if (!isUsed) await targeting.delete('lists', { id, previousData: data });
  });
  useEffect(
    () => () => {
      // Nobody is left to be told: a list that cannot be taken back stays among the lists.
      for (const id of made) void takeBack(id).catch(() => undefined);
      made.clear();
    },
    [made, takeBack],
  );
  useEffect(() => {
    // What a closed window leaves behind can no longer be taken back: the browser asks first.
    const warn = (event: BeforeUnloadEvent) => made.size > 0 && event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [made]);
  return <MadeListsContext value={made}>{children}</MadeListsContext>;
}

/** Ids of the lists made so far. */
export function useMadeLists(): Set<number> {
  const made = useContext(MadeListsContext);
  if (!made) throw new Error('This is a part of the audience builder.');
  return made;
}
