import { type DynamicModule, type INestApplication, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { TypeOrmModule } from '@nestjs/typeorm';
import { targetingMigrations, TargetingModule, type TargetingOptions } from 'nest-targeting';
import pg from 'pg';
import { Column, Entity, type EntityManager, PrimaryColumn } from 'typeorm';
import { dayOfOtherClocks } from '../../libs/targeting/src/host/same-zone.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { CreateCrm1700000000000 } from './foreign/create-crm.js';
import { Order } from './foreign/order.entity.js';
import { Person } from './foreign/person.entity.js';

@Entity({ schema: 'crm', name: 'writers' })
class Writer {
  @PrimaryColumn('uuid') id: string;
  @Column('text') name: string;
  @Column('json') letter: unknown;
  @Column('timestamptz', { array: true }) times: Date[];
}

describe('options', () => {
  let database: TestDatabase;
  let app: INestApplication | undefined;
  beforeEach(async () => (database = await createDatabase()));
  afterEach(async () => {
    await app?.close();
    app = undefined;
    await database.drop();
  });

  const minimal: TargetingOptions = {
    customer: {
      entity: Person,
      name: 'fullName',
      email: 'mail',
      status: null,
      consent: null,
      fields: [{ name: 'loyalty', type: 'number' }],
    },
  };

  @Module({})
  class SmallModule {
    static with(options: TargetingOptions): DynamicModule {
      return {
        module: SmallModule,
        imports: [
          TypeOrmModule.forRoot({
            type: 'postgres',
            url: database.url,
            entities: [Person, Order, Writer],
            autoLoadEntities: true,
            migrations: [CreateCrm1700000000000, ...targetingMigrations('uuid')],
            migrationsRun: true,
            retryAttempts: 0,
          }),
          TargetingModule.forRoot(options),
        ],
      };
    }
  }

  async function start(options: TargetingOptions): Promise<string> {
    const module = await Test.createTestingModule({ imports: [SmallModule.with(options)] }).compile();
    app = module.createNestApplication({ logger: false });
    await app.listen(0, '127.0.0.1');
    return app.getUrl();
  }

  const query = async (sql: string) => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(sql);
    await client.end();
  };

  it('may name a column of the type json, where some of what it keeps counts as missing', async () => {
    const names = { entity: Writer, name: 'name', email: 'name' };
    const url = await start({
      customer: {
        ...{ ...names, status: null, consent: null },
        fields: [{ name: 'city', type: 'text', property: 'letter', jsonKey: 'city' }],
      },
    });
    await query(
      `CREATE TABLE crm.writers (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, letter json);
       INSERT INTO crm.writers (letter)
       VALUES ('{"city":"Rome"}'), ('{"city":"\\u0000"}'), ('{"city":"\\ud800"}'), ('{"city":"x","n":1e200000}'), (NULL)`,
    );
    const response = await fetch(`${url}/segments/preview`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ conditions: { logic: 'AND', rules: [{ field: 'city', operator: 'is_set' }] } }),
    });
    expect(await response.json()).toMatchObject({ count: 1, total: 5 });
  });

  it('may say little: no status, no consent, no events, no campaigns', async () => {
    const url = await start(minimal);
    const ask = async (path: string, body?: object): Promise<any> =>
      (
        await fetch(
          `${url}/${path}`,
          body && {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          },
        )
      ).json();
    await query(`INSERT INTO crm.people (loyalty, may_contact) VALUES (1, true), (2, false), (3, NULL)`);
    expect(await ask('audiences/preview', {})).toMatchObject({ count: 3, ledger: { exclusions: [] } });
    expect(await ask('audiences/preview', { exclude_contacted_in_campaigns: ['whatever', 4] })).toMatchObject(
      { count: 3 },
    );
    expect(await ask('audiences/preview', { exclude_contacted_in_campaigns: [{}] })).toMatchObject({
      errors: [{ path: 'exclude_contacted_in_campaigns[0]', code: 'invalid' }],
    });
    expect(await ask('fields')).toMatchObject({ fields: [{ name: 'loyalty' }], events: [] });
    expect(await ask('audiences', { name: 'x', exclude_contacted_within_days: 7 })).toMatchObject({
      campaign_id: null,
      customer_count: 3,
    });
  });

  const wrong: [
    string,
    Partial<TargetingOptions['customer']> & { events?: TargetingOptions['events'] },
    RegExp,
  ][] = [
    ['a property that does not exist', { email: 'address' }, /Person has no property address/],
    ['a field that does not exist', { fields: [{ name: 'size', type: 'number' }] }, /no property size/],
    ['a number in a column of texts', { fields: [{ name: 'mail', type: 'number' }] }, /mail .*number.*text/],
    [
      'a text in a column of times',
      { fields: [{ name: 'lastSeen', type: 'text' }] },
      /lastSeen .*text.*timestamp without/,
    ],
    [
      'an array of instants',
      { entity: Writer, email: 'name', name: 'name', fields: [{ name: 'times', type: 'array' }] },
      /times has the type timestamp with time zone\[\], which no rule can read/,
    ],
    [
      'a key of what is no JSON',
      { fields: [{ name: 'x', type: 'text', property: 'mail', jsonKey: 'x' }] },
      /JSON/,
    ],
    ['consent in a column of numbers', { consent: 'loyalty' }, /loyalty .*boolean.*integer/],
    [
      'a customer of events in a column of another kind',
      {
        events: [
          { entity: Order, customer: 'item', at: 'placed', events: [{ name: 'purchase', properties: [] }] },
        ],
      },
      /item of Order .*column item .*type text.*key of the type uuid: give/,
    ],
    [
      'one event in two tables',
      {
        events: ['Bought', 'Ordered'].map((label) => ({
          ...{ entity: Order, customer: 'buyer', at: 'placed' },
          events: [{ name: 'purchase', label, properties: [] }],
        })),
      },
      /Two event sources declare the event purchase/,
    ],
    [
      'an event table without types for two events',
      { events: [{ entity: Order, customer: 'buyer', at: 'placed', events: [] }] },
      /exactly one event/,
    ],
  ];
  it.each(['CET', 'MET'])(
    'may not have a time zone that PostgreSQL takes for an abbreviation: %s',
    async (timeZone) => {
      await expect(start({ ...minimal, timeZone })).rejects.toThrow(
        /the time zone .ET\. Give the name of a place/,
      );
    },
  );

  it('may have the time zone of a place', async () => {
    await expect(start({ ...minimal, timeZone: 'Europe/Paris' })).resolves.toMatch('http');
  });

  describe('of a time zone whose clocks change', () => {
    const now = Date.parse('2026-11-25T12:00:00Z');
    /** A PostgreSQL that knows the clocks of Paris until an instant, and from then on nothing but summer time. */
    const summerFrom = (instant: string) => ({
      query: (_: string, [, instants]: [string, string[]]) =>
        Promise.resolve(
          instants.map((at) => ({ offset: (at >= instant || isSummerInParis(at) ? 2 : 1) * 3_600_000 })),
        ),
    });
    const isSummerInParis = (at: string) =>
      new Date(at).toLocaleString('en', { timeZone: 'Europe/Paris', timeZoneName: 'short' }).endsWith('+2');

    it.each([
      ['the same clocks', '2030', undefined],
      ['no more winter', '2027-03-28T01:00:00.000Z', '2027-10-31'],
      ['clocks that change some minutes earlier', '2027-03-28T00:30:00.000Z', '2027-03-28'],
    ])('find %s', async (_, instant, day) => {
      const manager = summerFrom(instant) as unknown as EntityManager;
      expect(await dayOfOtherClocks('Europe/Paris', now, manager)).toBe(day);
    });
  });

  it('keep what they declare when data brings the same name', async () => {
    const source = { entity: Order, customer: 'buyer', at: 'placed' };
    const url = await start({
      ...{
        ...minimal,
        customer: { ...minimal.customer, fields: [{ name: 'x', type: 'number', property: 'loyalty' }] },
      },
      events: [
        { ...source, events: [{ name: 'purchase', properties: [{ name: 'item', type: 'text' }] }] },
        { ...source, type: 'item', events: [] },
      ],
      catalogue: () =>
        Promise.resolve({
          fields: [{ name: 'x', type: 'text', property: 'mail' }],
          events: [
            [],
            [
              { name: 'purchase', properties: [] },
              { name: 'refund', properties: [] },
            ],
          ],
        }),
    });
    expect(await (await fetch(`${url}/fields`)).json()).toMatchObject({
      fields: [{ name: 'x', type: 'number' }],
      events: [{ name: 'purchase', properties: [{ name: 'item' }] }, { name: 'refund' }],
    });
  });

  it.each(wrong)(
    'that name %s keep the application from starting',
    async (_, { events = [], ...customer }, message) => {
      await expect(start({ customer: { ...minimal.customer, ...customer }, events })).rejects.toThrow(
        message,
      );
    },
  );
});
