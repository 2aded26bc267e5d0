import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  HttpStatus,
  Logger,
} from '@nestjs/common';
import { STATUS_CODES } from 'node:http';
import type { Response } from 'express';
import { sqlStateOf } from '../host/sql-state.js';
import { type Fault, ProblemException } from './problem.js';

/** Answers every error as `application/problem+json`; what is not an HTTP error is logged and answers 500 without details. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost) {
    const response = host.switchToHttp().getResponse<Response>();
    const { status, ...problem } = this.describe(error);
    if (response.headersSent) return void response.destroy();
    response
      .status(status)
      .type('application/problem+json')
      .send(
        JSON.stringify({
          type: 'about:blank',
          title: STATUS_CODES[status] ?? 'Error',
          status,
          ...problem,
        }),
      );
  }

  private describe(error: unknown): { status: number; detail: string; errors: Fault[] } {
    if (error instanceof ProblemException)
      return { status: error.getStatus(), detail: error.detail, errors: error.errors, ...error.more };
    if (error instanceof HttpException)
      return { status: error.getStatus(), detail: error.message, errors: [] };
    if (isClientError(error)) return { status: error.status, detail: error.message, errors: [] };
    if (isUnstorableText(error))
      return {
        status: HttpStatus.UNPROCESSABLE_ENTITY,
        detail: 'A text has a character that cannot be stored.',
        errors: [],
      };
    this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return {
      status: HttpStatus.INTERNAL_SERVER_ERROR,
      detail: 'Something went wrong on our side.',
      errors: [],
    };
  }
}

/** body-parser and multer errors carry a status of their own. */
const isClientError = (error: unknown): error is { status: number; message: string } =>
  error instanceof Error && 'status' in error && Number(error.status) >= 400 && Number(error.status) < 500;

/** PostgreSQL's word for a NUL character in a text. */
const isUnstorableText = (error: unknown) => ['22021', '22P05'].includes(sqlStateOf(error) ?? '');
