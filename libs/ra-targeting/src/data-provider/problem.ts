import { HttpError } from 'react-admin';
import type { Stale } from './history-types.js';
import type { Fault } from './types.js';

/** Code of a change that is one of an older version. */
const STALE = 'stale';

interface Problem {
  detail?: string;
  errors?: Fault[];
}

/**
 * Turns an answer of `application/problem+json` into what react-admin shows: its detail as the message, and each fault
 * at the form field it is about. The faults themselves stay in `body.faults`, for who can show them closer.
 */
export function readableError(error: unknown): unknown {
  if (!(error instanceof HttpError)) return error;
  const problem = error.body as Problem | null | undefined;
  if (!problem || !Array.isArray(problem.errors)) return error;
  const faults = problem.errors;
  // That it is stale is about no field: the form would keep the fault until it is left.
  const shown = faults.filter(({ code }) => code !== STALE);
  return new HttpError(problem.detail ?? error.message, error.status, {
    ...problem,
    faults,
    ...(shown.length > 0 ? { errors: faultsByField(shown) } : { errors: undefined }),
  });
}

/**
 * An error of a save as forms need it: with something wrong in any case. A form that is told of nothing, as when the
 * server could not be reached, takes itself for saved, and whoever leaves it is not asked.
 */
export function unsavedBy(error: unknown): HttpError {
  const { message, status = 0, body } = error as HttpError;
  const errors = (body as { errors?: object } | null | undefined)?.errors;
  if (errors && Object.keys(errors).length > 0) return error as HttpError;
  const root = { serverError: message || 'ra.notification.http_error' };
  return new HttpError(message, status, { ...(body as object | null), errors: { root } });
}

/** Up to the input it belongs to: `include_segments` of `include_segments[0]`; the tests of a segment have one each. */
const input = /^(tests(\.\w+)+|[^.[]+)/;

/** What is wrong, by the field of the form: `include_segments[0]` and `include_segments[2]` belong to one input. */
export function faultsByField(faults: readonly Fault[]): Record<string, string> {
  const fields = new Map<string, string[]>();
  for (const { path, message } of faults) {
    const [field] = input.exec(path) ?? [path];
    fields.set(field, [...(fields.get(field) ?? []), message]);
  }
  return Object.fromEntries([...fields].map(([field, messages]) => [field, messages.join(' ')]));
}

/** What is wrong with the request that failed; nothing for an error of another kind. */
export const faultsOf = (error: unknown): Fault[] =>
  error instanceof HttpError ? ((error.body as { faults?: Fault[] } | undefined)?.faults ?? []) : [];

/** Whether what was refused can be forced. */
export const isFailedTest = ({ code }: Fault): boolean => code === 'test_failed';

/** Both versions, when a save was refused since something else was saved meanwhile. */
export const staleOf = (error: unknown): Stale | undefined =>
  faultsOf(error).some(({ code }) => code === STALE) ? ((error as HttpError).body as Stale) : undefined;
