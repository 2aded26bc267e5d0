import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { AppModule } from '../../apps/api/src/app.module.js';
import { QuickExpressAdapter } from '../../apps/api/src/http/quick-express.js';
import { setupApp } from '../../apps/api/src/setup.js';
import { createDatabase } from '../support/database.js';
import {
  clear,
  type Host,
  type Id,
  listen,
  type NewCustomer,
  type Purchase,
  type TargetBody,
} from './host.js';

/** The reference application, on a database of its own. */
export async function openReferenceHost(): Promise<Host> {
  const database = await createDatabase();
  const host = await boot(database.url);
  const purchase = { type: 'purchase', occurred_at: '2020-01-01T00:00:00Z', properties: { amount: 1 } };
  // Attributes and events become known with the first data.
  const attributes = { city: 'Rome', tags: ['a'], seen: '2020-01-01T00:00:00Z' };
  const { id } = await host.api.post('customers', { attributes });
  await host.api.post('events', { events: [{ ...purchase, customer: { id } }] }, 200);
  await host.api.delete(`customers/${id}`);
  return {
    ...host,
    close: async () => {
      await host.close();
      await database.drop();
    },
  };
}

async function boot(databaseUrl: string): Promise<Host> {
  const module = await Test.createTestingModule({
    imports: [AppModule.forRoot({ databaseUrl, timeZone: 'UTC' })],
  }).compile();
  const app = setupApp(module.createNestApplication<NestExpressApplication>(new QuickExpressAdapter()));
  const api = await listen(app, 'api');
  const dataSource = app.get(DataSource);
  const rowsOf = (rows: readonly object[]) => [JSON.stringify(rows)];
  return {
    api,
    app,
    dataSource,
    databaseUrl,
    customers: { table: 'customers', key: 'id' },
    fields: {
      score: 'score',
      city: 'attributes.city',
      tags: 'attributes.tags',
      seen: 'attributes.seen',
      email: 'email',
    },
    knowsStatus: true,
    unknownCustomer: 2_000_000_000,

    clear: () => clear(dataSource, 'customers', 'events', 'campaigns'),

    async addCustomers(customers: readonly NewCustomer[]) {
      const rows = await dataSource.query<{ id: number }[]>(
        `INSERT INTO customers (email, name, score, subscribed, status, attributes)
         SELECT c ->> 'email', c ->> 'name', (c ->> 'score')::numeric, (c ->> 'consent')::boolean,
           CASE WHEN c ->> 'active' = 'false' THEN 'inactive' ELSE 'active' END,
           jsonb_strip_nulls(jsonb_build_object('city', c -> 'city', 'tags', c -> 'tags', 'seen', c -> 'seen'))
         FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS given(c, n) ORDER BY n RETURNING id`,
        rowsOf(customers),
      );
      return rows.map(({ id }) => id);
    },

    async changeCustomer(id, { email, consent, score }) {
      await api.put(`customers/${id}`, { email, subscribed: consent, score });
    },

    async addPurchases(purchases: readonly Purchase[]) {
      await dataSource.query(
        `INSERT INTO events (customer_id, type, occurred_at, properties)
         SELECT (p ->> 'customer')::integer, 'purchase', (p ->> 'at')::timestamptz,
           jsonb_strip_nulls(jsonb_build_object('amount', p -> 'amount'))
         FROM jsonb_array_elements($1::jsonb) AS given(p)`,
        rowsOf(purchases),
      );
    },

    async addCampaign(target: TargetBody, name = 'A campaign') {
      const body = 'segment' in target ? { segment_id: target.segment } : { audience_id: target.audience };
      return (await api.post('campaigns', { name, ...body })).id as Id;
    },

    preview: (campaign) => api.post(`campaigns/${campaign}/preview`, {}, 200),

    review: (campaign) => api.post(`campaigns/${campaign}/review`, {}, 200),
    drift: (campaign) => api.get(`campaigns/${campaign}/drift`),

    async send(campaign, { confirmEveryone, expectedCount } = {}) {
      const { status, body } = await api
        .ask('post', `campaigns/${campaign}/send`)
        .send({ confirm_everyone: confirmEveryone, expected_count: expectedCount });
      return { status, body, recipients: body.recipient_count ?? null, snapshot: body.snapshot_id ?? null };
    },

    recipients: (campaign, query = '') => api.get(`campaigns/${campaign}/recipients?${query}`),

    another: () => boot(databaseUrl),
    close: () => app.close(),
  };
}
