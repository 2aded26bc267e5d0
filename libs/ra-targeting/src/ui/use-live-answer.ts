import { useCallback, useEffect, useState } from 'react';

export interface LiveAnswer<T> {
  /** The last good answer, of whatever question. */
  answer?: T;
  /** Whether the answer is that of the question as it stands. */
  isCurrent: boolean;
  isAsking: boolean;
  error?: unknown;
  retry: () => void;
}

interface Answered<T> {
  question?: string;
  answer?: T;
  error?: unknown;
}

/**
 * Asks anew whenever the question changes, after a pause in which it does not. The request before is aborted, and an
 * answer that comes too late is dropped: what is shown as current is the answer to the question that stands there.
 * @param question whatever the answer depends on, as text; undefined while there is nothing to ask
 * @param ask need not be stable
 */
export function useLiveAnswer<T>(
  question: string | undefined,
  ask: (signal: AbortSignal) => Promise<T>,
  pause = 300,
): LiveAnswer<T> {
  const [answered, setAnswered] = useState<Answered<T>>({});
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    if (question === undefined) return;
    const abort = new AbortController();
    const settle = (result: Answered<T>) => {
      if (abort.signal.aborted) return;
      setAnswered((before) => ({ answer: before.answer, ...result, question }));
    };
    const timer = setTimeout(
      () =>
        void ask(abort.signal).then(
          (answer) => settle({ answer }),
          (error: unknown) => settle({ error }),
        ),
      pause,
    );
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
    // The question says all that `ask` depends on.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [question, attempt, pause]);

  const retry = useCallback(() => {
    setAnswered((before) => ({ answer: before.answer }));
    setAttempt((count) => count + 1);
  }, []);
  const isAnswered = question !== undefined && answered.question === question;
  return {
    answer: answered.answer,
    isCurrent: isAnswered && answered.error === undefined,
    isAsking: question !== undefined && !isAnswered,
    error: isAnswered ? answered.error : undefined,
    retry,
  };
}
