import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { type Fault, unprocessable } from './problem.js';

/**
 * Validates bodies and queries against their DTO. A property that the DTO does not know is refused, not dropped:
 * a misspelt `exclude_segment` must never silently widen an audience. Read-only properties that clients send back
 * are marked with `@ReadOnly()` on the DTO and ignored.
 */
export const targetingValidationPipe = () =>
  new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    exceptionFactory: (errors) => unprocessable(errors.flatMap((error) => faultsOf(error, ''))),
  });

const codes: Record<string, string> = {
  whitelistValidation: 'unknown_property',
  isDefined: 'required',
  isNotEmpty: 'required',
};

function faultsOf(error: ValidationError, parent: string): Fault[] {
  const path = /^\d+$/.test(error.property)
    ? `${parent}[${error.property}]`
    : parent
      ? `${parent}.${error.property}`
      : error.property;
  const own = Object.entries(error.constraints ?? {}).map(([name, message]) => ({
    path,
    code: codes[name] ?? 'invalid',
    message,
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, path))];
}
