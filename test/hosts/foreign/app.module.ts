import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { targetingMigrations, TargetingModule } from 'nest-targeting';
import { CreateCrm1700000000000 } from './create-crm.js';
import { Mailing } from './mailing.entity.js';
import { MailingsController } from './mailings.controller.js';
import { Order } from './order.entity.js';
import { Person } from './person.entity.js';
import { Settings, SettingsModule } from './settings.module.js';
import { targetingOptions } from './targeting.options.js';

/** An application that has its own customers and mailings, and takes segments and audiences from the library. */
@Module({})
export class ForeignAppModule {
  static over(databaseUrl: string): DynamicModule {
    return {
      module: ForeignAppModule,
      imports: [
        TypeOrmModule.forRoot({
          type: 'postgres',
          url: databaseUrl,
          autoLoadEntities: true,
          migrations: [CreateCrm1700000000000, ...targetingMigrations('uuid')],
          migrationsRun: true,
        }),
        TypeOrmModule.forFeature([Person, Order, Mailing]),
        SettingsModule,
        TargetingModule.forRootAsync({
          imports: [SettingsModule],
          inject: [Settings],
          useFactory: (settings: Settings) => targetingOptions(settings),
        }),
      ],
      controllers: [MailingsController],
    };
  }
}
