import type { NextFunction, Request, Response } from 'express';

/** Answers what is neither the API nor a file of the console; where there is no console, its place shows the documentation. */
export const outsideApi =
  (hasConsole: boolean) => (request: Request, response: Response, next: NextFunction) => {
    if (/^\/api(\/|$)/.test(request.path)) return next();
    if (request.path === '/' && !hasConsole) return response.redirect('/api/docs');
    const problem = {
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      detail: `There is nothing at ${request.path}.`,
      errors: [],
    };
    response.status(404).type('application/problem+json').send(JSON.stringify(problem));
  };
