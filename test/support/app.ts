import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import { Test } from '@nestjs/testing';
import type { Server } from 'node:http';
import { AppModule } from '../../apps/api/src/app.module.js';
import { QuickExpressAdapter } from '../../apps/api/src/http/quick-express.js';
import { setupApp } from '../../apps/api/src/setup.js';
import { createDatabase } from './database.js';
import openapiMetadata from './openapi-metadata.js';

export interface TestApp {
  app: NestExpressApplication;
  /** For supertest. */
  server: Server;
  close(): Promise<void>;
}

/** The reference application on a fresh, empty database, as it is started but for listening on a port. */
export async function bootApp({ timeZone = 'UTC' } = {}): Promise<TestApp> {
  await SwaggerModule.loadPluginMetadata(openapiMetadata);
  const database = await createDatabase();
  const module = await Test.createTestingModule({
    imports: [AppModule.forRoot({ databaseUrl: database.url, timeZone })],
  }).compile();
  const app = setupApp(module.createNestApplication<NestExpressApplication>(new QuickExpressAdapter()));
  await app.init();
  return {
    app,
    server: app.getHttpServer(),
    close: async () => {
      await app.close();
      await database.drop();
    },
  };
}
