import { useCallback } from 'react';
import { useTranslate } from 'react-admin';
import type { Fault } from '../data-provider/types.js';

/** A hint in the words of the screen where it has some, else in those of the API. */
export function useHintWords(): (warning: Fault) => string {
  const translate = useTranslate();
  return useCallback(
    ({ code, message }) => translate(`targeting.hints.code.${code}`, { _: message }),
    [translate],
  );
}
