import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { AddressInfo } from 'node:net';
import { type AppConfig, AppModule } from './app.module.js';
import { DemoService } from './demo/demo.service.js';
import { QuickExpressAdapter } from './http/quick-express.js';
import { setupApp } from './setup.js';

export interface StartConfig extends AppConfig {
  /** 0: any free one. */
  port: number;
  host: string;
  /** Whether an empty database is filled with demo data. */
  demo: boolean;
}

/** Brings the database up to date, fills it with demo data if it is empty, and serves the API and the console. */
export async function start(config: StartConfig): Promise<{ url: string; close(): Promise<void> }> {
  assertTimeZone(config.timeZone);
  const app = await NestFactory.create<NestExpressApplication>(
    AppModule.forRoot(config),
    new QuickExpressAdapter(),
    { logger: ['fatal', 'error', 'warn'], abortOnError: false },
  );
  try {
    setupApp(app, config.host);
    await app.init();
    if (config.demo) await app.get(DemoService).loadIfEmpty((progress) => console.log(progress));
    await app.listen(config.port, config.host);
  } catch (error) {
    await app.close();
    throw error;
  }
  return { url: urlOf(config.host, app.getHttpServer().address() as AddressInfo), close: () => app.close() };
}

function assertTimeZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    throw new Error(`“${timeZone}” is no time zone: give a name such as Europe/Berlin.`);
  }
}

function urlOf(host: string, { port }: AddressInfo): string {
  const reachable = ['0.0.0.0', '::', '127.0.0.1', '::1'].includes(host) ? 'localhost' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}
