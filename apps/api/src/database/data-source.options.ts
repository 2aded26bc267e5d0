import type { TypeOrmModuleOptions } from '@nestjs/typeorm';
import { targetingMigrations } from 'nest-targeting';
import { AddStatistics1764000600000 } from './migrations/add-statistics.js';
import { CreateCampaigns1764000200000 } from './migrations/create-campaigns.js';
import { CreateCustomers1764000100000 } from './migrations/create-customers.js';
import { SnakeNamingStrategy } from './snake-naming.strategy.js';

/** How the application reaches its database. The schema is made by migrations alone, which run when it connects. */
export const dataSourceOptions = (url: string): TypeOrmModuleOptions => ({
  type: 'postgres',
  url,
  poolSize: 10,
  // A connection knows the tables and keeps plans: a preview after a pause should not begin with a new one.
  extra: { idleTimeoutMillis: 300_000 },
  // Who gets no connection for so long is told so, in place of waiting for ever.
  connectTimeoutMS: 15_000,
  applicationName: 'segments-and-audiences',
  namingStrategy: new SnakeNamingStrategy(),
  autoLoadEntities: true,
  synchronize: false,
  migrations: [
    ...targetingMigrations('integer'),
    CreateCustomers1764000100000,
    CreateCampaigns1764000200000,
    AddStatistics1764000600000,
  ],
  migrationsRun: true,
  retryAttempts: 5,
  retryDelay: 1000,
  toRetry: isNotUpYet,
});

/** Nobody listens, or PostgreSQL is still starting. Anything else will not be better the next time. */
function isNotUpYet(error: unknown): boolean {
  return ['ECONNREFUSED', 'ENOENT', '57P03'].includes((error as { code?: string }).code ?? '');
}
