import request from 'supertest';
import type { EventBatchResponse, EventPage } from '../../apps/api/src/events/event.dto.js';
import { bootApp, type TestApp } from '../support/app.js';

describe('a batch of events', () => {
  let test: TestApp;
  let ada: number;
  const api = () => request(test.server);
  const post = (...events: unknown[]) => api().post('/api/events').send({ events });
  const event = (extra: object = {}) => ({
    customer: { id: ada },
    type: 'purchase',
    occurred_at: '2026-01-02T03:04:05.678Z',
    ...extra,
  });
  const eventsOf = async (id: number, query: object = {}) =>
    (await api().get(`/api/customers/${id}/events`).query(query).expect(200)).body as EventPage;

  beforeAll(async () => {
    test = await bootApp();
    const { body } = await api()
      .post('/api/customers')
      .send({ external_id: '17', email: 'Ada@example.com' })
      .expect(201);
    ada = body.id;
  });
  afterAll(() => test.close());

  it('finds customers by id, external id or e-mail', async () => {
    const { body } = await post(
      event({ properties: { amount: 20.5 } }),
      event({ customer: { external_id: '17' }, occurred_at: '2026-01-03T00:00:00+02:00' }),
      event({ customer: { email: ' ADA@example.com ' }, type: 'page_viewed' }),
    ).expect(200);
    expect(body).toEqual({ accepted: 3, duplicates: 0, rejected: [] });
    const { data, total } = await eventsOf(ada);
    expect(total).toBe(3);
    expect(data[0]).toMatchObject({
      customer_id: ada,
      type: 'purchase',
      occurred_at: '2026-01-02T22:00:00.000Z',
    });
    expect(await eventsOf(ada, { type: 'page_viewed' })).toMatchObject({ total: 1 });
    expect((await eventsOf(ada, { sort: 'occurred_at', order: 'asc', per_page: 1 })).data[0]).toMatchObject({
      properties: { amount: 20.5 },
      key: null,
    });
  });

  it('keeps the good ones and says why the others are not kept', async () => {
    const { body } = await post(
      event(),
      event({ customer: { id: 999_999 } }),
      event({ customer: { email: 'nobody@example.com' } }),
      event({ customer: { id: ada, email: 'ada@example.com' } }),
      event({ customer: undefined }),
      event({ type: '' }),
      event({ occurred_at: '2026-02-30T00:00:00Z' }),
      event({ occurred_at: '2026-01-01' }),
      event({ properties: [1] }),
      event({ properties: { a: { b: '\u0000' } } }),
      event({ key: 5 }),
      event({ props: {} }),
      null,
      event({ customer: { id: 2 ** 40 } }),
      event({ occurred_at: '2026-01-01T00:00:00Z', properties: { nested: { kept: ['as', { it: 'is' }] } } }),
    ).expect(200);
    expect(body).toMatchObject({ accepted: 2, duplicates: 0 });
    expect(body).toMatchObject({
      rejected: [
        { index: 1, code: 'unknown_customer' },
        { index: 2, code: 'unknown_customer' },
        { index: 3, code: 'invalid_customer' },
        { index: 4, code: 'invalid_customer' },
        { index: 5, code: 'invalid_type' },
        { index: 6, code: 'invalid_occurred_at' },
        { index: 7, code: 'invalid_occurred_at' },
        { index: 8, code: 'invalid_properties' },
        { index: 9, code: 'invalid_properties' },
        { index: 10, code: 'invalid_key' },
        { index: 11, code: 'unknown_property' },
        { index: 12, code: 'invalid' },
        { index: 13, code: 'unknown_customer' },
      ],
    });
  });

  it('takes a key once for each customer, in a batch, in later ones, and at the same time', async () => {
    const { body: other } = await api().post('/api/customers').send({ external_id: 'other' }).expect(201);
    const first = await post(
      event({ key: 'k', type: 'keyed', properties: { n: 1 } }),
      event({ key: 'k', type: 'keyed', customer: { email: 'ada@example.com' }, properties: { n: 2 } }),
      event({ key: 'k', type: 'keyed', customer: { external_id: 'other' } }),
    ).expect(200);
    expect(first.body).toEqual({ accepted: 2, duplicates: 1, rejected: [] });
    expect((await post(event({ key: 'k' })).expect(200)).body).toEqual({
      accepted: 0,
      duplicates: 1,
      rejected: [],
    });
    expect((await eventsOf(ada, { type: 'keyed' })).data).toEqual([
      expect.objectContaining({ properties: { n: 1 } }),
    ]);

    const batch = Array.from({ length: 200 }, (_, index) =>
      event({ type: 'raced', key: `race-${index % 100}`, customer: { id: index % 2 ? ada : other.id } }),
    );
    const answers = await Promise.all([post(...batch), post(...batch.toReversed()), post(...batch)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers.reduce((sum, { body }) => sum + (body as EventBatchResponse).accepted, 0)).toBe(100);
  });

  it('has at most 10,000 events', async () => {
    const most = Array.from({ length: 10_000 }, () => event({ type: 'mass' }));
    expect((await post(...most).expect(200)).body).toMatchObject({ accepted: 10_000 });
    const { body } = await post(...most, event()).expect(413);
    expect(body.errors).toEqual([expect.objectContaining({ path: 'events', code: 'too_many' })]);
    expect((await post().expect(200)).body).toEqual({ accepted: 0, duplicates: 0, rejected: [] });
  });

  it.each([[[]], [{}], [{ events: 'none' }], [{ events: null }]])(
    'must be a list of events, not %j',
    async (body) => {
      const answer = await api().post('/api/events').send(body).expect(422);
      expect(answer.body.errors[0].path).toBe('events');
    },
  );

  it('is all that a request holds', async () => {
    const answer = await api().post('/api/events').send({ events: [], dry_run: true }).expect(422);
    expect(answer.body.errors).toEqual([
      expect.objectContaining({ path: 'dry_run', code: 'unknown_property' }),
    ]);
  });

  it('goes with its customer', async () => {
    const { body } = await api().post('/api/customers').send({}).expect(201);
    await post(event({ customer: { id: body.id } })).expect(200);
    await api().delete(`/api/customers/${body.id}`).expect(204);
    await api().get(`/api/customers/${body.id}/events`).expect(404);
  });
});
