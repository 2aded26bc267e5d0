import { ExpressAdapter } from '@nestjs/platform-express';
import type { Application } from 'express';
import { createServer, IncomingMessage, type Server, ServerResponse } from 'node:http';

/**
 * Express over a server whose requests and answers are made as Express wants them. Else it gives each of them another prototype, and V8 keeps
 * such objects, with all that hangs on them, until all memory is looked through: of every request some ten kilobytes, which take a pause
 * of ten milliseconds to be moved after each few dozens of requests.
 */
export class QuickExpressAdapter extends ExpressAdapter {
  override initHttpServer(): void {
    const app = this.getInstance<Application & { request: object; response: object }>();
    class Request extends IncomingMessage {}
    class Response extends ServerResponse {}
    Object.setPrototypeOf(Request.prototype, app.request);
    Object.setPrototypeOf(Response.prototype, app.response);
    Object.assign(app, { request: Request.prototype, response: Response.prototype });
    this.httpServer = createServer({ IncomingMessage: Request, ServerResponse: Response }, app);
  }

  /** Clients that keep their connections do not keep it from ending. */
  override close(): Promise<void> {
    (this.httpServer as Server | undefined)?.closeAllConnections();
    return super.close() as Promise<void>;
  }
}
