import { type ReactNode, useState } from 'react';
import { type EditControllerResult, EditContextProvider, useEditContext } from 'react-admin';

/**
 * Waits with a form for the record as the server has it now, and from then on keeps it: react-admin's forms begin again
 * with a record that differs in anything, as in when it was counted, and what was typed would be gone. The record is
 * fetched anew by whoever refreshes the page or looks at the same record elsewhere on it. The form takes another one
 * once it is saved, or asks for it by the `refetch` of the edit context.
 */
export function FreshRecord({ children }: { children: ReactNode }) {
  const live = useEditContext();
  // With what saves it: that sends what differs from the record that the form began with.
  const [held, setHeld] = useState<Pick<EditControllerResult, 'record' | 'save'>>();
  const [isAwaited, setAwaited] = useState(false);
  const { record, save, isFetching } = live;
  const isFirst = held?.record?.id !== record?.id;
  if (record && !isFetching && (isFirst || (isAwaited && held?.record !== record))) {
    setHeld({ record, save });
    setAwaited(false);
  }
  if (!held || isFirst) return null;
  const value = {
    ...live,
    record: held.record,
    save: (async (...asked) => {
      const errors: unknown = await held.save?.(...asked);
      if (!errors) setAwaited(true);
      return errors;
    }) as typeof save,
    refetch: (async (...asked) => {
      const answer = await live.refetch(...asked);
      setAwaited(true);
      return answer;
    }) as typeof live.refetch,
  };
  return <EditContextProvider value={value as EditControllerResult}>{children}</EditContextProvider>;
}
