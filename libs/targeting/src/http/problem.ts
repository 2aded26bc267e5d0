import { HttpException, HttpStatus } from '@nestjs/common';

/** One fault of a request: where it is, a stable code, and what to do about it. */
export interface Fault {
  /** Path into the request, e.g. `conditions.rules[1].value`. */
  path: string;
  /** Stable machine-readable code, e.g. `unknown_field`. */
  code: string;
  message: string;
}

/** An error that answers as `application/problem+json` (RFC 9457) with the list of faults. */
export class ProblemException extends HttpException {
  /** @param more further members of the answer, beside `errors` */
  constructor(
    status: number,
    readonly detail: string,
    readonly errors: Fault[] = [],
    readonly more: object = {},
  ) {
    super(detail, status);
  }
}

/** 422: the request is understood, and refused for the named faults. */
export const unprocessable = (errors: Fault[], detail = summary(errors)) =>
  new ProblemException(HttpStatus.UNPROCESSABLE_ENTITY, detail, errors);

/** 422 for a single fault. */
export const refused = (path: string, code: string, message: string) =>
  unprocessable([{ path, code, message }]);

/** 404: there is no such thing. */
export const notFound = (what: string, id: string | number) =>
  new ProblemException(HttpStatus.NOT_FOUND, `There is no ${what} ${id}.`);

/** 409: the state of things does not allow this now. */
export const conflict = (detail: string, errors: Fault[] = []) =>
  new ProblemException(HttpStatus.CONFLICT, detail, errors);

/** 409 for what one thing is or is not now; its path is where it is found, such as `lists/7`. */
export const conflictWith = (path: string, code: string, message: string) =>
  conflict(message, [{ path, code, message }]);

const summary = (errors: Fault[]): string =>
  errors.length === 1 ? errors[0]!.message : `${errors.length} things are wrong with this request.`;
