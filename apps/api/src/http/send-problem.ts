import type { Response } from 'express';
import { STATUS_CODES } from 'node:http';

/** Answers an error as the API does, where no controller is reached. */
export function sendProblem(response: Response, status: number, detail: string): void {
  const problem = { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail, errors: [] };
  response.status(status).type('application/problem+json').send(JSON.stringify(problem));
}
