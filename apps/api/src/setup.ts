import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import helmet from 'helmet';
import { ProblemFilter, targetingValidationPipe } from 'nest-targeting';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { outsideApi } from './http/outside-api.js';
import { apiDocument } from './openapi.js';

/** The built console; the same from `src` and from `dist`. */
const consolePath = fileURLToPath(new URL('../../admin/dist', import.meta.url));

/** What every way of starting the application shares: prefix, limits, errors, documentation, console. */
export function setupApp(app: NestExpressApplication): NestExpressApplication {
  // The console and the API are reached by plain http on any host: no upgrade to https.
  app.use(helmet({ contentSecurityPolicy: { directives: { 'upgrade-insecure-requests': null } } }));
  app.useBodyParser('json', { limit: '16mb' });
  app.setGlobalPrefix('api');
  app.useGlobalPipes(targetingValidationPipe());
  app.useGlobalFilters(new ProblemFilter());
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
