import type { INestApplication } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { MembershipEngine } from '../../../libs/targeting/src/engine/membership-engine.js';
import { EngineMetrics } from '../../../libs/targeting/src/engine/metrics.js';
import { SelfCheck } from '../../../libs/targeting/src/engine/self-check.js';
import { CatalogueService } from '../../../libs/targeting/src/host/catalogue.service.js';
import { ConsistentRead } from '../../../libs/targeting/src/host/consistent-read.js';
import { PoolShares } from '../../../libs/targeting/src/host/pool-shares.js';
import { TARGETING_OPTIONS } from '../../../libs/targeting/src/targeting.module-definition.js';
import type { EngineOptions, TargetingOptions } from '../../../libs/targeting/src/targeting.options.js';

export const optionsOf = (app: INestApplication): TargetingOptions =>
  app.get<TargetingOptions>(TARGETING_OPTIONS, { strict: false });

/** What a new process on the database would have in memory: an engine of its own, nothing read ahead. */
export function newEngine(
  app: INestApplication,
  engine: EngineOptions = {},
  metrics = new EngineMetrics(),
): MembershipEngine {
  return new MembershipEngine(
    { ...optionsOf(app), engine },
    app.get(DataSource),
    app.get(CatalogueService, { strict: false }),
    app.get(ConsistentRead, { strict: false }),
    app.get(PoolShares, { strict: false }),
    metrics,
  );
}

/** Compares that engine with SQL. */
export const newSelfCheck = (engine: MembershipEngine, metrics = new EngineMetrics()) =>
  new SelfCheck(engine, metrics);
