import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Response } from 'express';
import { ProblemException } from './problem.js';

/** As proxies log it; nobody is there to read it. */
const clientClosedRequest = 499;

/** A signal that is aborted when the client goes away before it has its answer. */
export const Gone = createParamDecorator((_: unknown, context: ExecutionContext): AbortSignal => {
  const response = context.switchToHttp().getResponse<Response>();
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished)
      gone.abort(new ProblemException(clientClosedRequest, 'The client has gone.'));
  });
  return gone.signal;
});
