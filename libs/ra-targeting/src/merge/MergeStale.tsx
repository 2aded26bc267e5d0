import { lazy, Suspense, useCallback } from 'react';
import {
  type DataProvider,
  type Identifier,
  useEditContext,
  useNotify,
  useRegisterMutationMiddleware,
  useTranslate,
} from 'react-admin';
import { useFormContext } from 'react-hook-form';
import type { Stale } from '../data-provider/history-types.js';
import { staleOf } from '../data-provider/problem.js';
import { useQuestion } from '../ui/use-question.js';
import type { Versioned } from './fields.js';
import { notSaved } from './not-saved.js';
import type { Values } from './three-way.js';

const StaleDialog = lazy(() => import('./StaleDialog.js'));

type Update = DataProvider['update'];

/** Theirs, what both come to together, or neither yet. */
export type Decision = 'theirs' | 'later' | { values: Values };

/**
 * In a form: sees to it that nobody overwrites unseen what somebody else has saved meanwhile. A save that is refused for
 * that reason waits until the reader has merged both, and then goes on.
 */
export function MergeStale({ resource }: { resource: Versioned }) {
  const translate = useTranslate();
  const notify = useNotify();
  const { record, refetch } = useEditContext();
  const { setValue } = useFormContext();
  const { asked, ask } = useQuestion<Stale & { mine: Values; opened: Values }, Decision>();

  const settle = useCallback(
    async (stale: Stale, mine: Values): Promise<Values> => {
      const decision = await ask({ ...stale, mine, opened: (record ?? {}) as Values });
      if (decision === 'later') throw notSaved(translate('targeting.merge.later'));
      if (decision === 'theirs') {
        await refetch?.();
        notify('targeting.merge.taken');
        throw notSaved();
      }
      // Should it be refused again, the form goes on with what was merged.
      for (const [name, value] of Object.entries(decision.values))
        setValue(name, value, { shouldDirty: true });
      return decision.values;
    },
    [ask, notify, record, refetch, setValue, translate],
  );

  const middleware = useCallback(
    async (of: string, params: Parameters<Update>[1], next: Update) => {
      let attempt = params;
      for (;;)
        try {
          return await next(of, attempt);
        } catch (error) {
          const stale = staleOf(error);
          if (!stale) throw error;
          const data = await settle(stale, attempt.data as Values);
          attempt = { ...attempt, data, previousData: stale.current };
        }
    },
    [settle],
  );
  useRegisterMutationMiddleware<Update>(middleware as never);

  if (!asked) return null;
  return (
    <Suspense>
      <StaleDialog
        resource={resource}
        id={record?.id as Identifier}
        {...asked.question}
        onDecide={asked.answer}
      />
    </Suspense>
  );
}
