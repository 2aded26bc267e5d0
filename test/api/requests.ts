import type { Type } from '@nestjs/common';
import { targetingValidationPipe } from 'nest-targeting';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { DataSource } from 'typeorm';
import { AudiencePreviewRequest } from '../../libs/targeting/src/audiences/audience.dto.js';
import { MembersQuery } from '../../libs/targeting/src/http/page.dto.js';
import { bootApp, type TestApp } from '../support/app.js';

describe('requests', () => {
  let test: TestApp;
  const api = () => request(test.server);
  const problem = /application\/problem\+json/;

  beforeAll(async () => {
    test = await bootApp();
    await api().post('/api/customers').send({ email: 'one@example.com', subscribed: true }).expect(201);
  });
  afterAll(() => test.close());

  describe('a path', () => {
    it.each(['abc', '1e3', '0x1', '01', '-1', '2147483648'])(
      'with %s in place of an id names nothing',
      async (id) => {
        for (const resource of ['segments', 'audiences', 'customers', 'campaigns']) {
          const { body } = await api()
            .get(`/api/${resource}/${id}`)
            .expect(404)
            .expect('content-type', problem);
          expect(body.detail).toContain(id);
        }
      },
    );
  });

  describe('a body', () => {
    it('is validated anew unless it is what a pipe of ours made of it, as the same class', async () => {
      const pass = (
        value: unknown,
        metatype: Type = AudiencePreviewRequest,
        type: 'body' | 'custom' = 'body',
      ) => targetingValidationPipe().transform(value, { type, metatype }) as Promise<object>;
      const raw: Record<string, unknown> = { include_segments: [1] };
      const made = await pass(raw);
      expect(made).toBeInstanceOf(AudiencePreviewRequest);
      expect(await pass(made)).toBe(made);
      expect(await pass(raw)).not.toBe(made);
      expect(await pass(raw, undefined, 'custom')).toBe(raw);
      await expect(pass(made, MembersQuery)).rejects.toMatchObject({ status: 422 });
      // As a host may do it in between.
      raw.exclude_segment = [2];
      await expect(pass(raw)).rejects.toMatchObject({ errors: [{ path: 'exclude_segment' }] });
    });

    it.each([
      'application/x-www-form-urlencoded',
      'text/plain',
      'text/csv',
      'multipart/form-data; boundary=x',
      '',
    ])('of the type “%s” is refused where JSON is expected', async (type) => {
      for (const path of ['audiences/preview', 'audiences', 'customers', 'AUDIENCES/Preview/'])
        await api()
          .post(`/api/${path}`)
          .set('content-type', type)
          .send('name=x')
          .expect(415)
          .expect('content-type', problem);
    });

    it('is read as JSON by any type that says so', async () => {
      await api()
        .post('/api/audiences/preview')
        .set('content-type', 'application/merge-patch+json; charset=utf-8')
        .send('{"include_customers":[99]}')
        .expect(422);
      const { body } = await api().post('/api/audiences/preview').send({}).expect(200);
      expect(body.count).toBe(1);
    });

    it('must be there where nothing would mean everyone, or no change', async () => {
      for (const [method, path] of [
        ['post', 'audiences/preview'],
        ['post', 'segments/preview'],
        ['put', 'audiences/1'],
        ['put', 'customers/1'],
      ] as const) {
        const { body } = await api()[method](`/api/${path}`).expect(422).expect('content-type', problem);
        expect(body.detail).toMatch(/needs a JSON body/);
        await api()[method](`/api/${path}`).send([]).expect(422);
      }
    });

    it('that turns out to be empty is no body', async () => {
      await test.app.listen(0, '127.0.0.1');
      const { port } = test.server.address() as AddressInfo;
      const headers = { 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
      const status = await new Promise((resolve, reject) => {
        httpRequest({ port, path: '/api/audiences/preview', method: 'POST', headers }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on('error', reject)
          .end();
      });
      expect(status).toBe(422);
    });
  });

  describe('requests of other sites', () => {
    const add = (headers: Record<string, string>) =>
      api().post('/api/lists').set(headers).send({ name: 'x' });

    it.each<Record<string, string>>([
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'http://localhost:1' },
    ])('are refused: %j', async (headers) => {
      await add(headers).expect(403).expect('content-type', problem);
      await api().get('/api/lists').set(headers).expect(200);
    });

    it('are told from those of the console, also behind a proxy for development', async () => {
      await add({ host: 'localhost:3000', origin: 'http://localhost:3000' }).expect(201);
      await add({ 'sec-fetch-site': 'same-origin', origin: 'http://localhost:5173' }).expect(201);
      await add({ 'sec-fetch-site': 'none' }).expect(201);
    });

    it('under a name of their own do not reach an application that is only local', async () => {
      for (const path of ['/', '/api/customers', '/api/docs-json'])
        await api().get(path).set('host', 'evil.example:3000').expect(403).expect('content-type', problem);
      for (const host of ['localhost:3000', 'LOCALHOST', '127.0.0.1:3000', '[::1]:3000', '[::1]'])
        await api().get('/api/customers').set('host', host).expect(200);
    });
  });

  describe('a database that is too busy', () => {
    it('is told, in place of waiting for ever', async () => {
      const dataSource = test.app.get(DataSource);
      const { master } = dataSource.driver as unknown as {
        master: { options: { connectionTimeoutMillis: number; max: number } };
      };
      expect(master.options.connectionTimeoutMillis).toBe(15_000);
      const taken = Array.from({ length: master.options.max }, () => dataSource.createQueryRunner());
      await Promise.all(taken.map((runner) => runner.connect()));
      master.options.connectionTimeoutMillis = 50;
      for (const path of ['customers', 'segments'])
        await api().get(`/api/${path}`).expect(503).expect('content-type', problem);
      await Promise.all(taken.map((runner) => runner.release()));
      await api().get('/api/customers').expect(200);
    });
  });
});
