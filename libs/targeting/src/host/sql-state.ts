import { QueryFailedError } from 'typeorm';

/** The SQLSTATE that PostgreSQL refused a statement with; undefined for any other error. */
export const sqlStateOf = (error: unknown): string | undefined =>
  error instanceof QueryFailedError ? (error.driverError as { code?: string }).code : undefined;
