import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { TargetingModule } from 'nest-targeting';
import { CampaignsModule } from './campaigns/campaigns.module.js';
import { CustomersModule } from './customers/customers.module.js';
import { dataSourceOptions } from './database/data-source.options.js';
import { DemoModule } from './demo/demo.module.js';
import { EventsModule } from './events/events.module.js';
import { type TargetingConfig, targetingOptions } from './targeting.options.js';

export interface AppConfig extends TargetingConfig {
  databaseUrl: string;
  /** IANA name of the workspace's time zone. */
  timeZone: string;
}

@Module({ imports: [CustomersModule, EventsModule, CampaignsModule, DemoModule] })
export class AppModule {
  static forRoot({ databaseUrl, ...targeting }: AppConfig): DynamicModule {
    return {
      module: AppModule,
      imports: [
        TypeOrmModule.forRoot(dataSourceOptions(databaseUrl)),
        TargetingModule.forRoot(targetingOptions(targeting)),
      ],
    };
  }
}
