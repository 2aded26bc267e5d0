import type { NextFunction, Request, Response } from 'express';
import { sendProblem } from './send-problem.js';

/** Answers what is neither the API nor a file of the console; where there is no console, its place shows the documentation. */
export const outsideApi =
  (hasConsole: boolean) => (request: Request, response: Response, next: NextFunction) => {
    if (/^\/api(\/|$)/i.test(request.path)) return next();
    if (request.path === '/' && !hasConsole) return response.redirect('/api/docs');
    sendProblem(response, 404, `There is nothing at ${request.path}.`);
  };
