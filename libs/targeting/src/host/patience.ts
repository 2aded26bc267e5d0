import { HttpStatus } from '@nestjs/common';
import { setMaxListeners } from 'node:events';
import { ProblemException } from '../http/problem.js';

/** How long an answer is waited for. */
export interface Patience {
  /** Of the whole where it takes a turn, and again of each statement; 0 is for ever. */
  readonly milliseconds: number;
  /** Aborted when nobody wants the answer any more. */
  readonly signal?: AbortSignal | undefined;
}

/** 503: the answer would take longer than it is waited for. */
export class TooSlow extends ProblemException {
  constructor(
    readonly milliseconds: number,
    where?: { path: string; message: string },
    advice = 'Narrow the rules, for example by a shorter window, and try again.',
  ) {
    const detail = `This takes longer than ${milliseconds / 1000} seconds.`;
    const message = [detail, ...(where ? [where.message] : []), advice].join(' ');
    super(HttpStatus.SERVICE_UNAVAILABLE, message, [{ path: where?.path ?? '', code: 'too_slow', message }]);
  }
}

/** Has a task wait by a signal that is aborted, too, when the time is over. */
export async function patiently<T>(
  { milliseconds, signal }: Patience,
  task: (until: AbortSignal | undefined) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  if (milliseconds === 0) return task(signal);
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(new TooSlow(milliseconds)), milliseconds);
  // Not AbortSignal.any: what it makes is kept until all memory is looked through, with much of each request.
  const leave = () => over.abort(signal!.reason);
  signal?.addEventListener('abort', leave, { once: true });
  // Each rule that has to be read waits by it.
  setMaxListeners(0, over.signal);
  try {
    return await task(over.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', leave);
  }
}

/** Gives up the waiting, not what is waited for. */
export async function unlessAborted<T>(result: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return result;
  // Also where nobody waits from the start, it must not be an error that nobody has caught.
  result.catch(() => undefined);
  signal.throwIfAborted();
  let leave: (() => void) | undefined;
  const left = new Promise<never>((_, reject) => {
    leave = () => reject(signal.reason as Error);
    signal.addEventListener('abort', leave);
  });
  try {
    return await Promise.race([result, left]);
  } finally {
    signal.removeEventListener('abort', leave!);
  }
}
