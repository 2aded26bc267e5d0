import { ValidationPipe } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { createDatabase } from '../support/database.js';
import { ForeignAppModule } from './foreign/app.module.js';
import { clear, type Host, listen, type NewCustomer, type Purchase, type TargetBody } from './host.js';

/** The foreign application, on a database of its own. */
export async function openForeignHost(): Promise<Host> {
  const database = await createDatabase();
  const host = await boot(database.url);
  return {
    ...host,
    close: async () => {
      await host.close();
      await database.drop();
    },
  };
}

async function boot(databaseUrl: string): Promise<Host> {
  const module = await Test.createTestingModule({ imports: [ForeignAppModule.over(databaseUrl)] }).compile();
  const app = module.createNestApplication<NestExpressApplication>({ forceCloseConnections: true });
  app.useBodyParser('json', { limit: '16mb' });
  // As many applications have it; what the library refuses must not be dropped by it before.
  app.useGlobalPipes(new ValidationPipe({ whitelist: true, transform: true }));
  app.setGlobalPrefix('backoffice');
  const api = await listen(app, 'backoffice');
  const dataSource = app.get(DataSource);
  const rowsOf = (rows: readonly object[]) => [JSON.stringify(rows)];
  let mailings = 0;
  return {
    api,
    app,
    dataSource,
    databaseUrl,
    customers: { table: 'crm.people', key: 'person_no' },
    fields: { score: 'loyalty', city: 'profile.city', tags: 'interests', seen: 'lastSeen', email: 'mail' },
    knowsStatus: false,
    unknownCustomer: '00000000-0000-4000-8000-000000000000',

    clear: () => clear(dataSource, 'crm.people', 'crm.orders', 'crm.mailings'),

    async addCustomers(customers: readonly NewCustomer[]) {
      const rows = await dataSource.query<{ key: string }[]>(
        `WITH given AS MATERIALIZED (
           SELECT gen_random_uuid() AS key, c, n FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS given(c, n)),
         added AS (
           INSERT INTO crm.people (person_no, mail, full_name, loyalty, may_contact, last_seen, interests, profile)
           SELECT key, c ->> 'email', c ->> 'name', (c ->> 'score')::integer, (c ->> 'consent')::boolean,
             (c ->> 'seen')::timestamptz AT TIME ZONE 'UTC',
             CASE WHEN c ? 'tags' THEN ARRAY(SELECT jsonb_array_elements_text(c -> 'tags')) END,
             jsonb_strip_nulls(jsonb_build_object('city', c -> 'city')) FROM given)
         SELECT key FROM given ORDER BY n`,
        rowsOf(customers),
      );
      return rows.map(({ key }) => key);
    },

    async changeCustomer(id, { email, consent, score }) {
      const set = async (column: string, value: unknown) => {
        if (value === undefined) return;
        await dataSource.query(`UPDATE crm.people SET ${column} = $2 WHERE person_no = $1`, [id, value]);
      };
      await set('mail', email);
      await set('may_contact', consent);
      await set('loyalty', score);
    },

    async addPurchases(purchases: readonly Purchase[]) {
      await dataSource.query(
        `INSERT INTO crm.orders (buyer_no, placed, total)
         SELECT (p ->> 'customer')::uuid, (p ->> 'at')::timestamptz AT TIME ZONE 'UTC', (p ->> 'amount')::double precision
         FROM jsonb_array_elements($1::jsonb) AS given(p)`,
        rowsOf(purchases),
      );
    },

    async addCampaign(target: TargetBody, name = 'A mailing') {
      const slug = `${++mailings}-${process.hrtime.bigint()}`;
      await api.post('mailings', { slug, title: name, ...target });
      return slug;
    },

    preview: (campaign) => api.post(`mailings/${campaign}/preview`, {}, 200),

    review: (campaign) => api.post(`mailings/${campaign}/review`, {}, 200),
    drift: (campaign) => api.get(`mailings/${campaign}/drift`),

    async send(campaign, { confirmEveryone, expectedCount } = {}) {
      const { status, body } = await api
        .ask('post', `mailings/${campaign}/send`)
        .send({ everyone: confirmEveryone, expected: expectedCount });
      return { status, body, recipients: body.receivers ?? null, snapshot: body.frozen ?? null };
    },

    recipients: (campaign, query = '') => api.get(`mailings/${campaign}/recipients?${query}`),

    another: () => boot(databaseUrl),
    close: () => app.close(),
  };
}
