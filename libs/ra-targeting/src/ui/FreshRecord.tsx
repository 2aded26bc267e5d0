import { type ReactNode, useState } from 'react';
import { useEditContext } from 'react-admin';

/**
 * Waits with a form for the record as the server has it now. The one that a list has left behind is there at once, but when
 * the answer differs from it, the form would begin again and lose what was typed meanwhile.
 */
export function FreshRecord({ children }: { children: ReactNode }) {
  const { isFetching } = useEditContext();
  const [isFresh, setIsFresh] = useState(!isFetching);
  if (!isFresh && !isFetching) setIsFresh(true);
  return isFresh || !isFetching ? children : null;
}
