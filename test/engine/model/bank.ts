import { type DynamicModule, type INestApplication, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { TypeOrmModule } from '@nestjs/typeorm';
import { targetingMigrations, TargetingModule } from 'nest-targeting';
import {
  Column,
  DataSource,
  Entity,
  type MigrationInterface,
  PrimaryColumn,
  type QueryRunner,
} from 'typeorm';
import { Api } from '../../hosts/api.js';
import { listen } from '../../hosts/host.js';
import { createDatabase } from '../../support/database.js';

/** Whoever opened an account: an event of its own, in the table of customers. */
@Entity('owners')
class Owner {
  @PrimaryColumn('integer') id: number;
  @Column('text', { nullable: true }) email: string | null;
  @Column('text', { nullable: true }) name: string | null;
  @Column('integer', { nullable: true }) score: number | null;
  @Column('timestamptz') opened: Date;
}

/** An event of two customers. */
@Entity('transfers')
class Transfer {
  @PrimaryColumn('bigint') id: string;
  @PrimaryColumn('timestamptz') at: Date;
  @Column('integer') sender: number;
  /** Whoever has a number of another bank is no customer. */
  @Column('bigint') receiver: string;
  @Column('numeric') amount: number;
}

class CreateBank1700000000000 implements MigrationInterface {
  name = 'CreateBank1700000000000';

  async up(runner: QueryRunner) {
    await runner.query(`
      CREATE TABLE owners (id integer PRIMARY KEY, email text, name text, score integer, opened timestamptz NOT NULL DEFAULT now());
      CREATE TABLE transfers (id bigint GENERATED ALWAYS AS IDENTITY, at timestamptz NOT NULL, sender integer NOT NULL, receiver bigint NOT NULL,
        amount numeric NOT NULL DEFAULT 1) PARTITION BY RANGE (at);
      CREATE TABLE transfers_2025 PARTITION OF transfers FOR VALUES FROM ('2025-01-01Z') TO ('2026-01-01Z');
      CREATE TABLE transfers_2026 PARTITION OF transfers FOR VALUES FROM ('2026-01-01Z') TO ('2027-01-01Z') PARTITION BY RANGE (at);
      CREATE TABLE transfers_2026_1 PARTITION OF transfers_2026 FOR VALUES FROM ('2026-01-01Z') TO ('2026-07-01Z')`);
  }

  async down(runner: QueryRunner) {
    await runner.query('DROP TABLE transfers, owners');
  }
}

@Module({})
class BankModule {
  static over(url: string): DynamicModule {
    return {
      module: BankModule,
      imports: [
        TypeOrmModule.forRoot({
          type: 'postgres',
          url,
          entities: [Owner, Transfer],
          autoLoadEntities: true,
          migrations: [CreateBank1700000000000, ...targetingMigrations('integer')],
          migrationsRun: true,
        }),
        TargetingModule.forRoot({
          customer: {
            entity: Owner,
            name: 'name',
            email: 'email',
            status: null,
            consent: null,
            fields: [{ name: 'score', type: 'number' }],
          },
          events: [
            event('sent', Transfer, 'sender', 'at'),
            event('received', Transfer, 'receiver', 'at'),
            event('opened', Owner, 'id', 'opened'),
          ],
          clock: () => new Date('2026-06-15T12:00:00Z'),
        }),
      ],
    };
  }
}

const event = (name: string, entity: typeof Owner | typeof Transfer, customer: string, at: string) => ({
  entity,
  customer,
  at,
  events: [{ name, properties: entity === Transfer ? [{ name: 'amount', type: 'number' as const }] : [] }],
});

/** An application whose events are partitioned, name two customers each, or are rows of its customers. */
export interface Bank {
  readonly app: INestApplication;
  readonly api: Api;
  readonly query: (sql: string, params?: unknown[]) => Promise<any>;
  close(): Promise<void>;
}

export async function openBank(): Promise<Bank> {
  const database = await createDatabase();
  const module = await Test.createTestingModule({ imports: [BankModule.over(database.url)] }).compile();
  const app = module.createNestApplication({ forceCloseConnections: true });
  app.setGlobalPrefix('api');
  const api = await listen(app, 'api');
  const dataSource = app.get(DataSource);
  return {
    app,
    api,
    query: (sql, params) => dataSource.query(sql, params),
    close: async () => {
      await app.close();
      await database.drop();
    },
  };
}
