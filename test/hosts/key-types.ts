import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { TypeOrmModule } from '@nestjs/typeorm';
import { targetingMigrations, TargetingModule } from 'nest-targeting';
import type { Server } from 'node:http';
import { Column, DataSource, Entity, PrimaryColumn } from 'typeorm';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { Api } from './api.js';

@Entity('subscribers')
class Numbered {
  @PrimaryColumn('bigint') id: string;
  @Column('text') name: string;
  @Column('text', { nullable: true }) email: string | null;
}

@Entity('subscribers')
class Coded {
  @PrimaryColumn('text') id: string;
  @Column('text') name: string;
  @Column('text', { nullable: true }) email: string | null;
}

describe.each([
  {
    type: 'bigint' as const,
    entity: Numbered,
    column: 'bigint',
    keys: ['-9223372036854775808', '5', '1234567890123456789', '9223372036854775807'],
    unknown: '999999999999999999',
  },
  {
    type: 'text' as const,
    entity: Coded,
    // As in a database of the locale C, where Ä has no lower case.
    column: 'text COLLATE "C"',
    keys: ['A-17', 'a-17', 'x'.repeat(1000), 'Ä-17'],
    unknown: 'ä-17',
  },
])('a host with keys of the type $type', ({ type, entity, column, keys, unknown }) => {
  let database: TestDatabase;
  let app: INestApplication;
  let api: Api;
  let segment: number;
  beforeAll(async () => {
    database = await createDatabase();
    const customer = { entity, name: 'name', email: 'email', status: null, consent: null };
    const module = await Test.createTestingModule({
      imports: [
        TypeOrmModule.forRoot({
          type: 'postgres',
          url: database.url,
          entities: [entity],
          autoLoadEntities: true,
          migrations: targetingMigrations(type),
          migrationsRun: true,
        }),
        TargetingModule.forRoot({ customer: { ...customer, fields: [{ name: 'name', type: 'text' }] } }),
      ],
    }).compile();
    const dataSource = module.get(DataSource);
    await dataSource.query(
      `CREATE TABLE subscribers (id ${column} PRIMARY KEY, name text NOT NULL, email text)`,
    );
    await dataSource.query(
      `INSERT INTO subscribers (id, name) SELECT key::${type}, 'Ann' FROM unnest($1::text[]) key`,
      [keys],
    );
    app = module.createNestApplication({ logger: false });
    app.setGlobalPrefix('api');
    await app.init();
    api = new Api(app.getHttpServer() as Server, 'api');
    const conditions = { logic: 'AND', rules: [{ field: 'name', operator: 'is_set' }] };
    segment = ((await api.post('segments', { name: 'All', conditions })) as { id: number }).id;
  });
  afterAll(async () => {
    await app?.close();
    await database.drop();
  });

  const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id);

  it.each(['id', 'name'])('pages by them, sorted by %s', async (sort) => {
    expect(idsOf(await api.all(`segments/${segment}/members?sort=${sort}`, 1))).toEqual(keys);
  });

  it('takes them wherever somebody is named', async () => {
    for (const key of keys) {
      const path = encodeURIComponent(key);
      expect(await api.get(`segments/${segment}/explain/${path}`)).toMatchObject({ member: true });
      expect(await api.get(`customers/${path}/memberships`)).toMatchObject({ segments: [{ id: segment }] });
    }
    const audience = await api.post('audiences', { name: 'Picked', include_customers: keys });
    expect(audience).toMatchObject({ customer_count: keys.length });
    const list = await api.post('lists', { name: 'Picked', customers: keys });
    expect(list).toMatchObject({ customer_count: keys.length });
    const done = await api.upload(`lists/${list.id}/import-csv`, 'ids.csv', `id\n${keys.join('\n')}\n`);
    expect(done).toMatchObject({ identifier: 'id', matched: keys.length });
    const tests = { include: keys.slice(0, 1) };
    expect(await api.put(`segments/${segment}`, { tests })).toMatchObject({ tests });
  });

  it('tells those that nobody has', async () => {
    expect(await api.faults('post', 'audiences', { name: 'x', include_customers: [unknown] })).toEqual([
      'include_customers[0] unknown_customer',
    ]);
  });
});
