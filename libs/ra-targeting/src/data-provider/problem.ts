import { HttpError } from 'react-admin';
import type { Fault } from './types.js';

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
  return new HttpError(problem.detail ?? error.message, error.status, {
    ...problem,
    faults,
    ...(faults.length > 0 ? { errors: faultsByField(faults) } : { errors: undefined }),
  });
}

/** What is wrong, by the field of the form: `include_segments[0]` and `include_segments[2]` belong to one input. */
export function faultsByField(faults: readonly Fault[]): Record<string, string> {
  const fields = new Map<string, string[]>();
  for (const { path, message } of faults) {
    const [field = path] = path.split(/[.[]/);
    fields.set(field, [...(fields.get(field) ?? []), message]);
  }
  return Object.fromEntries([...fields].map(([field, messages]) => [field, messages.join(' ')]));
}

/** What is wrong with the request that failed; nothing for an error of another kind. */
export const faultsOf = (error: unknown): Fault[] =>
  error instanceof HttpError ? ((error.body as { faults?: Fault[] } | undefined)?.faults ?? []) : [];
