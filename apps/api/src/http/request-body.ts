import type { NextFunction, Request, Response } from 'express';
import { ProblemException } from 'nest-targeting';
import type { IncomingMessage } from 'node:http';
import { sendProblem } from './send-problem.js';

/** What is read as JSON. */
export const jsonTypes = ['application/json', 'application/*+json'];

const uploads = /\/import-csv\/?$/i;
/** Where an empty object would mean everyone, or no change. */
const previews = /^\/api\/(?:audiences|segments)\/preview\/?$/i;

/**
 * Refuses bodies that would not be read: a request without a body is taken as an empty one, and an audience without
 * properties is everyone.
 */
export function requestBody(request: Request, response: Response, next: NextFunction): void {
  if (!/^\/api\//i.test(request.path) || !['POST', 'PUT', 'PATCH'].includes(request.method)) return next();
  if (!hasBody(request)) return needsBody(request) ? sendProblem(response, 422, absent) : next();
  const accepted = uploads.test(request.path) ? [...jsonTypes, 'multipart/form-data'] : jsonTypes;
  if (request.is(accepted)) return next();
  const expected = uploads.test(request.path) ? 'multipart/form-data' : 'application/json';
  sendProblem(response, 415, `The body must be ${expected}, and its Content-Type header must say so.`);
}

/** For the JSON parser, which takes a body that turns out to be empty as an empty object. */
export function refuseEmptyBody(request: IncomingMessage, _: unknown, body: Buffer): void {
  if (body.length === 0 && needsBody(request as Request)) throw new ProblemException(422, absent);
}

const absent = 'This request needs a JSON body. To leave everything at its default, send {}.';

const hasBody = ({ headers }: Request): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

const needsBody = ({ method, path }: Request): boolean => method === 'PUT' || previews.test(path);
