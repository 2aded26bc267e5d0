import {
  type CallHandler,
  type ExecutionContext,
  HttpStatus,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { ProblemException } from 'nest-targeting';
import { catchError, type Observable } from 'rxjs';

/** Answers 503 when no connection to the database became free in time. */
@Injectable()
export class BusyInterceptor implements NestInterceptor {
  intercept(_: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      catchError((error: unknown) => {
        throw isPoolExhausted(error) ? busy() : error;
      }),
    );
  }
}

/** The pool's error has no code of its own. */
const isPoolExhausted = (error: unknown): boolean =>
  error instanceof Error && error.message === 'timeout exceeded when trying to connect';

const busy = () =>
  new ProblemException(
    HttpStatus.SERVICE_UNAVAILABLE,
    'Too much is being asked of the database at the moment. Try again shortly.',
  );
