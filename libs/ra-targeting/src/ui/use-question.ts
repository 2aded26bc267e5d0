import { useCallback, useState } from 'react';

interface Asked<Q, A> {
  question: Q;
  answer: (answer: A) => void;
}

/** Asks the reader something in the midst of work that waits for the answer. */
export function useQuestion<Q, A>() {
  const [asked, setAsked] = useState<Asked<Q, A>>();
  const ask = useCallback(
    (question: Q) =>
      new Promise<A>((resolve) =>
        setAsked({
          question,
          answer: (answer) => {
            setAsked(undefined);
            resolve(answer);
          },
        }),
      ),
    [],
  );
  return { asked, ask };
}
