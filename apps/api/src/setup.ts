import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import { json } from 'express';
import helmet from 'helmet';
import { ProblemFilter, targetingValidationPipe } from 'nest-targeting';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BusyInterceptor } from './http/busy.interceptor.js';
import { outsideApi } from './http/outside-api.js';
import { jsonTypes, refuseEmptyBody, requestBody } from './http/request-body.js';
import { sameOrigin } from './http/same-origin.js';
import { apiDocument } from './openapi.js';

/** The built console; the same from `src` and from `dist`. */
const consolePath = fileURLToPath(new URL('../../admin/dist', import.meta.url));

/**
 * What every way of starting the application shares: prefix, limits, errors, documentation, console.
 * @param host address that it listens on
 */
export function setupApp(app: NestExpressApplication, host = '127.0.0.1'): NestExpressApplication {
  // The console and the API are reached by plain http on any host: no upgrade to https.
  app.use(helmet({ contentSecurityPolicy: { directives: { 'upgrade-insecure-requests': null } } }));
  app.use(sameOrigin(host));
  app.use(requestBody);
  app.use(json({ limit: '16mb', type: jsonTypes, verify: refuseEmptyBody }));
  app.setGlobalPrefix('api');
  app.useGlobalPipes(targetingValidationPipe());
  app.useGlobalFilters(new ProblemFilter());
  app.useGlobalInterceptors(new BusyInterceptor());
  SwaggerModule.setup('docs', app, () => apiDocument(app), {
    useGlobalPrefix: true,
    customSiteTitle: 'Segments and audiences',
    swaggerOptions: { displayRequestDuration: true, docExpansion: 'list', tryItOutEnabled: true },
  });
  const hasConsole = existsSync(consolePath);
  if (hasConsole) app.useStaticAssets(consolePath);
  app.use(outsideApi(hasConsole));
  return app;
}
