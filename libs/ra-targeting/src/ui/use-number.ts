import { useCallback } from 'react';
import { useLocaleState } from 'react-admin';

/** Writes numbers as the reader's language does. */
export function useNumber(): (value: number) => string {
  const [locale] = useLocaleState();
  return useCallback((value) => value.toLocaleString(locale), [locale]);
}
