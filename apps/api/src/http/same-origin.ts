import type { NextFunction, Request, Response } from 'express';
import { sendProblem } from './send-problem.js';

/**
 * There is no sign-in, so a page of another site must not reach the API through the browser of somebody who runs it:
 * neither by a request across sites, nor by a name of its own that resolves to this machine (DNS rebinding).
 * @param host address that the application listens on
 */
export const sameOrigin = (host: string) => (request: Request, response: Response, next: NextFunction) => {
  const { host: named = '' } = request.headers;
  if (isLoopback(host) && !isLoopback(nameOf(named)))
    return sendProblem(response, 403, `This application is reached as localhost, not as ${named}.`);
  if (!['GET', 'HEAD', 'OPTIONS'].includes(request.method) && isCrossSite(request))
    return sendProblem(response, 403, 'Requests from pages of other sites are refused.');
  next();
};

const isLoopback = (name: string): boolean =>
  ['localhost', '::1', '[::1]'].includes(name.toLowerCase()) || /^127(?:\.\d{1,3}){3}$/.test(name);

const nameOf = (host: string): string => host.replace(/:\d+$/, '');

/** The browser's own word counts first: behind a proxy on another port the origin differs though the site is the same. */
function isCrossSite({ headers }: Request): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  return headers.origin !== undefined && hostOf(headers.origin) !== headers.host?.toLowerCase();
}

const hostOf = (origin: string): string | undefined =>
  URL.canParse(origin) ? new URL(origin).host : undefined;
