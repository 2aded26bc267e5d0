import { QueryFailedError } from 'typeorm';

/** Reasons why PostgreSQL refuses a statement. */
export const SqlState = { foreignKeyViolation: '23503', serializationFailure: '40001' } as const;

interface DriverError {
  code?: string;
  constraint?: string;
}

export const hasSqlState = (error: unknown, state: string): boolean => driverError(error)?.code === state;

/** The constraint or unique index that a statement violated. */
export const violatedConstraint = (error: unknown): string | undefined => driverError(error)?.constraint;

const driverError = (error: unknown): DriverError | undefined =>
  error instanceof QueryFailedError ? (error.driverError as DriverError) : undefined;
