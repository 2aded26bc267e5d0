import request from 'supertest';
import { DataSource } from 'typeorm';
import type { CustomerPage } from '../../apps/api/src/customers/customer.dto.js';
import { bootApp, type TestApp } from '../support/app.js';

describe('customers, and the application', () => {
  let test: TestApp;
  const api = () => request(test.server);
  const importCsv = (text: string | Buffer, name = 'people.csv') =>
    api().post('/api/customers/import-csv').attach('file', Buffer.from(text), name);
  const find = async (query: Record<string, string>) =>
    ((await api().get('/api/customers').query(query).expect(200)).body as CustomerPage).data[0];
  const at = (path: string) => expect.objectContaining({ path }) as object;

  beforeAll(async () => {
    test = await bootApp();
  });
  afterAll(() => test.close());

  describe('customers', () => {
    it('are created with defaults, shown, changed by merging and deleted', async () => {
      const created = await api()
        .post('/api/customers')
        .send({
          email: '  Ada@Example.com ',
          name: 'Ada',
          status: ' ACTIVE',
          attributes: { city: 'Paris', visits: 3, tags: ['a', 'b'] },
        })
        .expect(201);
      const { id } = created.body;
      expect(created.body).toMatchObject({
        external_id: null,
        email: 'Ada@Example.com',
        status: 'active',
        subscribed: null,
        score: null,
        attributes: { city: 'Paris', visits: 3, tags: ['a', 'b'] },
      });

      const changed = await api()
        .put(`/api/customers/${id}`)
        .send({ ...created.body, score: 12.5, subscribed: true, attributes: { visits: null, plan: 'pro' } })
        .expect(200);
      expect(changed.body).toMatchObject({
        id,
        name: 'Ada',
        score: 12.5,
        subscribed: true,
        attributes: { city: 'Paris', tags: ['a', 'b'], plan: 'pro' },
      });
      expect(changed.body.attributes).not.toHaveProperty('visits');
      expect((await api().get(`/api/customers/${id}`).expect(200)).body).toEqual(changed.body);

      const cleared = await api().put(`/api/customers/${id}`).send({ name: null, score: null }).expect(200);
      expect(cleared.body).toMatchObject({ name: null, score: null, email: 'Ada@Example.com' });

      await api().delete(`/api/customers/${id}`).expect(204);
      await api()
        .get(`/api/customers/${id}`)
        .expect(404)
        .expect('content-type', /problem\+json/);
      await api().delete(`/api/customers/${id}`).expect(404);
    });

    it('stay on a list that was being filled when they appeared, though their address changes', async () => {
      const list = await api().post('/api/lists').send({ name: 'Left' }).expect(201);
      await api()
        .post(`/api/lists/${list.body.id}/import-csv`)
        .attach('file', Buffer.from('email\nmeanwhile@example.com\n'), 'left.csv')
        .expect(201);
      // Neither saw the other: nobody was matched, and nobody adopted.
      const [{ id }] = await test.app
        .get(DataSource)
        .query<[{ id: number }]>(
          `INSERT INTO customers (email, status, attributes) VALUES ('meanwhile@example.com', 'active', '{}') RETURNING id`,
        );
      await api().put(`/api/customers/${id}`).send({ email: 'moved@example.com' }).expect(200);
      const { body } = await api().get(`/api/lists/${list.body.id}/members`).expect(200);
      expect(body).toMatchObject({ data: [{ id, email: 'moved@example.com' }] });
    });

    it('have unique addresses whatever the case, and unique external ids', async () => {
      await api()
        .post('/api/customers')
        .send({ email: 'straße@example.com', external_id: 'u-1' })
        .expect(201);
      const taken = await api().post('/api/customers').send({ email: 'STRAßE@example.com' }).expect(409);
      expect(taken.body.errors).toEqual([expect.objectContaining({ path: 'email', code: 'taken' })]);
      const again = await api().post('/api/customers').send({ external_id: 'u-1' }).expect(409);
      expect(again.body.errors[0].path).toBe('external_id');
    });

    it.each([
      [{ email: 'nobody' }, 'email'],
      [{ email: 'a b@example.com' }, 'email'],
      [{ name: 'a\u0000b' }, 'name'],
      [{ name: '\ud800' }, 'name'],
      [{ status: null }, 'status'],
      [{ status: '' }, 'status'],
      [{ subscribed: 'yes' }, 'subscribed'],
      [{ score: '5' }, 'score'],
      [{ attributes: [] }, 'attributes'],
      [{ attributes: null }, 'attributes'],
      [{ attributes: { deep: { er: 1 } } }, 'attributes.deep'],
      [{ attributes: { text: 'a\u0000' } }, 'attributes.text'],
      [{ attributes: { '': 1 } }, 'attributes.'],
      [{ attributes: { constructor: 'Ferrari' } }, 'attributes.constructor'],
      [{ emial: 'x' }, 'emial'],
    ])('refuses %j', async (body, path) => {
      const { body: problem } = await api().post('/api/customers').send(body).expect(422);
      expect(problem).toMatchObject({ errors: expect.arrayContaining([at(path)]) });
    });

    it('refuses an attribute of another type than its first value had', async () => {
      await api()
        .post('/api/customers')
        .send({ attributes: { born: '1990-02-28', size: 4, member: true } })
        .expect(201);
      const { body } = await api()
        .post('/api/customers')
        .send({ attributes: { born: 'yesterday', size: '4', member: 1, nickname: '2020-01-01' } })
        .expect(422);
      expect(body).toMatchObject({
        errors: [
          { path: 'attributes.born', code: 'wrong_type' },
          { path: 'attributes.size', code: 'wrong_type' },
          { path: 'attributes.member', code: 'wrong_type' },
        ],
      });
      expect(body.errors[0].message).toBe(
        'attributes.born is an ISO date (2026-11-22 or 2026-11-22T10:00:00Z), by the first value it ever had. ' +
          'Give such a value, or use another attribute for this one.',
      );
      // Nothing became known by a request that was refused.
      await api()
        .post('/api/customers')
        .send({ attributes: { nickname: 'Bo' } })
        .expect(201);
      await api()
        .post('/api/customers')
        .send({ attributes: { nickname: '2020-01-01' } })
        .expect(201);
    });

    it('keep text in NFC, and attributes of odd names', async () => {
      const { body } = await api()
        .post('/api/customers')
        .send({ name: 'Ame\u0301lie', attributes: { 'a.b': 1, 'x y': 2, "o'k": 'e\u0301', toString: 's' } })
        .expect(201);
      expect(body.name).toBe('Am\u00e9lie');
      expect(body.attributes).toEqual({ 'a.b': 1, 'x y': 2, "o'k": '\u00e9', toString: 's' });
    });

    it.each(['abc', '0', '-1', '1.5', '2147483648', '99999999999999999999'])(
      'answer 404 for the id %s',
      async (id) => {
        await api().get(`/api/customers/${id}`).expect(404);
        await api().get(`/api/customers/${id}/events`).expect(404);
      },
    );
  });

  describe('the list of customers', () => {
    beforeAll(async () => {
      await importCsv(
        'external_id,email,name,status,subscribed,score\n' +
          'l-1,zoe@list.example.com,zoe Berg,active,true,5\n' +
          'l-2,ann@list.example.com,Ann Berg,inactive,false,7\n' +
          'l-3,,Bob Berg,active,,\n',
      ).expect(200);
    });

    it('is paged, sorted and searched', async () => {
      const { body } = await api()
        .get('/api/customers')
        .query({ q: ' BERG', sort: 'name', per_page: 2 })
        .expect(200);
      expect(body).toMatchObject({ total: 3, data: [{ name: 'Ann Berg' }, { name: 'Bob Berg' }] });
      const next = await api()
        .get('/api/customers')
        .query({ q: 'berg', sort: 'name', per_page: 2, page: 2 })
        .expect(200);
      expect(next.body).toMatchObject({ total: 3, data: [{ name: 'zoe Berg' }] });
      const byScore = await api()
        .get('/api/customers')
        .query({ q: 'berg', sort: 'score', order: 'asc' })
        .expect(200);
      expect(byScore.body).toMatchObject({ data: [{ score: 5 }, { score: 7 }, { score: null }] });
      const newest = await api().get('/api/customers').query({ q: 'berg', per_page: 1 }).expect(200);
      expect(newest.body.data).toEqual([expect.objectContaining({ external_id: 'l-3' })]);
    });

    it('is filtered', async () => {
      expect(await find({ email: 'ANN@list.example.com' })).toMatchObject({ external_id: 'l-2' });
      expect(await find({ external_id: 'l-3' })).toMatchObject({ name: 'Bob Berg' });
      expect(await find({ name: 'BOB berg' })).toMatchObject({ external_id: 'l-3' });
      expect(await find({ name: 'berg' })).toBeUndefined();
      expect(await find({ status: 'inactive', q: 'berg' })).toMatchObject({ name: 'Ann Berg' });
      expect(await find({ subscribed: 'true', q: 'berg' })).toMatchObject({ name: 'zoe Berg' });
      const id = (await find({ external_id: 'l-1' }))!.id;
      const { body } = await api()
        .get('/api/customers')
        .query({ id: [id, id + 1] })
        .expect(200);
      expect(body.total).toBe(2);
    });

    it.each([
      { per_page: '1001' },
      { page: '0' },
      { sort: 'attributes' },
      { order: 'up' },
      { id: 'x' },
      { id: '99999999999' },
      { q: '\u0000' },
      { colour: 'red' },
    ])('refuses %j', (query) => api().get('/api/customers').query(query).expect(422));
  });

  describe('the application', () => {
    it('answers every error as problem+json', async () => {
      const problem = /application\/problem\+json/;
      await api().get('/nothing').expect(404).expect('content-type', problem);
      await api().get('/api/nothing').expect(404).expect('content-type', problem);
      await api()
        .post('/api/customers')
        .type('json')
        .send('{"name":')
        .expect(400)
        .expect('content-type', problem);
      await api()
        .post('/api/customers')
        .type('json')
        .send('"text"')
        .expect(400)
        .expect('content-type', problem);
      const { body } = await api()
        .post('/api/customers')
        .send({ name: 5 })
        .expect(422)
        .expect('content-type', problem);
      expect(body).toMatchObject({
        title: 'Unprocessable Entity',
        status: 422,
        errors: [{ path: 'name' }, { path: 'name' }],
      });
    });

    it('takes bodies of up to 16 MB', async () => {
      const large = { name: 'x'.repeat(15_000_000) };
      await api().post('/api/customers').send(large).expect(422);
      await api()
        .post('/api/customers')
        .send({ name: 'x'.repeat(17_000_000) })
        .expect(413)
        .expect('content-type', /problem/);
    });

    it('is documented', async () => {
      const { body } = await api().get('/api/docs-json').expect(200);
      expect(body.paths['/api/customers/import-csv'].post.requestBody.content).toHaveProperty([
        'multipart/form-data',
      ]);
      const { description, content } = body.paths['/api/snapshots/{id}/diff'].get.responses['409'];
      expect(description).toMatch(/is deleted/);
      expect(content['application/problem+json'].schema).toEqual({ $ref: '#/components/schemas/Problem' });
      for (const target of ['segments', 'audiences'])
        expect(body.paths[`/api/${target}/explain`].post.responses).toHaveProperty('404');
      await api().get('/api/docs').redirects(1).expect(200).expect('content-type', /html/);
    });
  });
});
