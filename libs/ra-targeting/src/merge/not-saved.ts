import { HttpError } from 'react-admin';

/**
 * Ends a save that somebody has called off: the form keeps what was typed, and is not taken for saved.
 * @param message for the reader; without one, what has happened is told otherwise
 */
export const notSaved = (message?: string) =>
  new HttpError(message ?? '', 409, { errors: { root: message ? { serverError: message } : {} } });
