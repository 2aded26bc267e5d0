import { Test } from '@nestjs/testing';
import { TypeOrmModule } from '@nestjs/typeorm';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import { join } from 'node:path';
import type { INestApplication } from '@nestjs/common';
import { TargetingModule } from 'nest-targeting';
import { listen } from '../hosts/host.js';
import type { Api } from '../hosts/api.js';
import { openShop, Person, type Shop, shopOptions } from './shop.js';

describe('uploads', () => {
  let shop: Shop;
  let app: INestApplication;
  let api: Api;
  let folder: string;
  let tmpdir: jest.SpyInstance;
  beforeAll(async () => {
    // Of this test alone: others upload at the same time.
    folder = await mkdtemp(join(os.tmpdir(), 'upload-limit-'));
    tmpdir = jest.spyOn(os, 'tmpdir').mockReturnValue(folder);
    shop = await openShop();
    const module = await Test.createTestingModule({
      imports: [
        TypeOrmModule.forRoot({ type: 'postgres', url: shop.url, autoLoadEntities: true }),
        TypeOrmModule.forFeature([Person]),
        TargetingModule.forRoot({
          ...shopOptions(),
          limits: { uploadBytes: 1_048_576 },
          authorize: (permission, request) =>
            permission !== 'lists:write' || request.headers['x-clerk'] !== 'new',
        }),
      ],
    }).compile();
    app = module.createNestApplication({ forceCloseConnections: true });
    app.setGlobalPrefix('shop');
    api = await listen(app, 'shop');
  });
  afterAll(async () => {
    await app.close();
    await shop.close();
    tmpdir.mockRestore();
    await rm(folder, { recursive: true });
  });

  it('a file that is too large answers 413, says the limit, and leaves nothing behind', async () => {
    const list = await shop.addList();
    const tooLarge = await api.upload(
      `lists/${list}/import-csv`,
      'x.csv',
      `email\n${'a@example.com\n'.repeat(80_000)}`,
      {},
      413,
    );
    expect(tooLarge).toMatchObject({
      status: 413,
      detail: 'The file is larger than 1 MB.',
      errors: [{ path: 'file', code: 'too_large' }],
    });
    await api.upload(`lists/${list}/import-csv`, 'x.csv', 'email\n"a', {}, 422);
    await api.upload(`lists/${list}/import-csv`, 'x.csv', 'email\na@example.com', { mode: 'x' }, 422);
    await api.upload(`lists/${list}/import-csv`, 'x.csv', 'email\na@example.com');
    expect((await readdir(folder)).filter((name) => /^[0-9a-f]{32}$/.test(name))).toEqual([]);
  });

  it('nobody uploads who may not write lists', async () => {
    const list = await shop.addList();
    const answer = await api
      .ask('post', `lists/${list}/import-csv`)
      .set('x-clerk', 'new')
      .attach('file', Buffer.from('email\na@example.com'), 'x.csv');
    expect(answer.status).toBe(403);
    expect((await api.get(`imports?list_id=${list}`)).total).toBe(0);
  });

  it('the name of a file is kept as it is written', async () => {
    const list = await shop.addList();
    const done = await api.upload(`lists/${list}/import-csv`, 'Gäste – März.csv', 'email\na@example.com');
    expect(done.file_name).toBe('Gäste – März.csv');
  });

  it('a list that takes long is answered with 202', async () => {
    const list = await shop.addList();
    const runner = shop.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query('SELECT id FROM targeting.lists WHERE id = $1 FOR NO KEY UPDATE', [list]);
    const running = await api.upload(`lists/${list}/import-csv`, 'x.csv', 'email\na@example.com', {}, 202);
    expect(running).toMatchObject({ status: 'running', rows: 1, finished_at: null });
    await api.post(`imports/${running.id}/undo`, {}, 409);
    await runner.rollbackTransaction();
    await runner.release();
  }, 20_000);
});
