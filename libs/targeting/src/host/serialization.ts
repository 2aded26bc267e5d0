import { QueryFailedError } from 'typeorm';

/** Whether another transaction has changed the same in the meantime: then it is worth trying again. */
export const isConflict = (error: unknown): boolean =>
  error instanceof QueryFailedError && (error.driverError as { code?: string }).code === '40001';
