import type { EntityManager, QueryRunner } from 'typeorm';
import type { ProblemException } from '../../libs/targeting/src/http/problem.js';
import { AbandonedImports } from '../../libs/targeting/src/lists/imports/abandoned-imports.js';
import type { ImportEntity } from '../../libs/targeting/src/lists/imports/import.entity.js';
import { undoImport } from '../../libs/targeting/src/lists/imports/undo-import.js';
import { openShop, type Shop, shopOptions } from './shop.js';

let shop: Shop;
let list: number;
beforeAll(async () => {
  shop = await openShop();
  await shop.dataSource.query(
    `INSERT INTO people (mail) SELECT 'user' || i || '@example.com' FROM generate_series(1, 100000) i`,
  );
});
afterAll(() => shop.close());
beforeEach(async () => (list = await shop.addList()));

/** Keeps the imports into the list from ending, until it is let go. */
async function holdList(): Promise<QueryRunner> {
  const runner = shop.dataSource.createQueryRunner();
  await runner.startTransaction();
  await runner.query('SELECT id FROM targeting.lists WHERE id = $1 FOR NO KEY UPDATE', [list]);
  return runner;
}

async function letGo(runner: QueryRunner): Promise<void> {
  await runner.rollbackTransaction();
  await runner.release();
}

async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const importsOf = async (query: object) => (await shop.imports.list({ list_id: list, ...query })).data;
const running = () => until(async () => (await importsOf({ status: 'running' }))[0]);
const users = (count: number) =>
  Array.from({ length: count }, (_, i) => `user${i + 1}@example.com,${'x'.repeat(150)}`);
const processStarts = () => new AbandonedImports(shop.dataSource).onModuleInit();

it('an import is seen running, answers when it takes long, and goes on', async () => {
  const held = await holdList();
  const answer: ImportEntity = await shop.import(list, 'email\nuser1@example.com\nnobody@example.com');
  expect(answer).toMatchObject({ status: 'running', rows: 2, matched: 0 });
  expect(await shop.count(list)).toEqual({ customers: 0, unmatched: 0 });
  await letGo(held);
  const done = await until(async () => (await importsOf({ status: 'completed' }))[0]);
  expect(done).toMatchObject({ id: answer.id, rows: 2, matched: 1, unmatched: 1 });
}, 20_000);

/** Ends the connection of an import. */
const cutOff = (id: number) =>
  shop.dataSource.query(
    `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = $1
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [id],
  );

it('an import whose connection dies fails, and nothing has changed', async () => {
  await shop.import(list, 'email\nuser1@example.com');
  const held = await holdList();
  const attempt = shop
    .import(list, `email\n${users(1000).join('\n')}`, { mode: 'replace' })
    .catch((error: unknown) => error);
  const { id } = await running();
  await cutOff(id);
  expect(await attempt).toBeInstanceOf(Error);
  await letGo(held);
  expect(await shop.imports.get(id)).toMatchObject({
    status: 'failed',
    error: expect.stringContaining('Nothing has changed'),
  });
  expect(await shop.count(list)).toEqual({ customers: 1, unmatched: 0 });
  expect(await shop.rowsOf(`import_rows WHERE import_id = ${id}`)).toBe(0);
});

/** An import that nobody runs. */
const abandon = (id: number) =>
  shop.dataSource.query(
    `INSERT INTO targeting.imports (id, list_id, file_name, status, mode, unmatched_mode, header, column_name, identifier)
     VALUES ($1, $2, 'x.csv', 'running', 'append', 'skip', '[]', 'email', 'email')`,
    [id, list],
  );

it('an import whose process died is marked as failed when a process starts; one that is alive is not', async () => {
  const held = await holdList();
  const alive = shop.import(list, 'email\nuser1@example.com');
  const { id } = await running();
  await abandon(900_000);
  await processStarts();
  expect(await shop.imports.get(900_000)).toMatchObject({
    status: 'failed',
    error: expect.stringContaining('upload the file again'),
  });
  expect(await shop.imports.get(id)).toMatchObject({ status: 'running' });
  await letGo(held);
  expect((await alive).status).toBe('completed');
  await processStarts();
  expect((await shop.imports.get(id)).status).toBe('completed');
});

it('an import whose process died is marked as failed by another within a minute', async () => {
  const every = jest.spyOn(global, 'setInterval');
  const other = new AbandonedImports(shop.dataSource);
  other.onApplicationBootstrap();
  const [look, milliseconds] = every.mock.lastCall!;
  every.mockRestore();
  expect(milliseconds).toBe(60_000);
  await abandon(900_001);
  look();
  await other.onModuleDestroy();
  expect(await shop.imports.get(900_001)).toMatchObject({ status: 'failed' });
});

it('an import that cannot even be noted as failed says why it has, and is found to be abandoned', async () => {
  const held = await holdList();
  const attempt = shop.import(list, 'email\nuser1@example.com').catch((error: unknown) => error);
  const { id } = await running();
  const away = jest.spyOn(shop.dataSource.manager, 'update').mockRejectedValue(new Error('away'));
  await cutOff(id);
  expect(String(await attempt)).toMatch('terminating connection');
  away.mockRestore();
  await letGo(held);
  expect(await shop.imports.get(id)).toMatchObject({ status: 'running' });
  await processStarts();
  expect(await shop.imports.get(id)).toMatchObject({ status: 'failed' });
});

it('a file that is read for long shows how far it is; a fault far behind leaves the list as it was', async () => {
  let time = Date.now();
  const clock = jest.spyOn(Date, 'now').mockImplementation(() => (time += 2_000));
  const seen = new Set<number>();
  const attempt = shop
    .import(list, `email,note\n${users(20_000).join('\n')}\n"broken`)
    .catch((error: unknown) => error);
  const { id } = await running();
  await until(async () => {
    const { status, rows } = await shop.imports.get(id);
    seen.add(rows);
    return status === 'running' ? undefined : status;
  });
  clock.mockRestore();
  expect(((await attempt) as ProblemException).errors).toEqual([
    { path: 'file', code: 'broken_quote', message: expect.stringContaining('line 20002 ') },
  ]);
  expect(seen.size).toBeGreaterThan(2);
  expect(await shop.imports.get(id)).toMatchObject({
    status: 'failed',
    error: expect.stringContaining('line 20002 '),
  });
  expect(await shop.count(list)).toEqual({ customers: 0, unmatched: 0 });
});

it('a list that is deleted meanwhile stays deleted', async () => {
  const held = await holdList();
  const attempt = shop.import(list, 'email\nuser1@example.com\nx').catch((error: unknown) => error);
  const { id } = await running();
  await shop.members.deleteList(list, held.manager);
  await held.commitTransaction();
  await held.release();
  expect(((await attempt) as ProblemException).getStatus()).toBe(404);
  for (const table of ['list_members', 'list_identifiers', 'imports'])
    expect(await shop.rowsOf(`${table} WHERE list_id = ${list}`)).toBe(0);
  expect(await shop.rowsOf(`import_rows WHERE import_id = ${id}`)).toBe(0);
});

it('an import makes customers before it takes its list, for which who makes others may wait', async () => {
  const making = await openShop(
    shopOptions({
      create: async (emails, manager) => {
        // Somebody else makes one of them meanwhile, whom this import has to wait for.
        await making.dataSource.transaction(async (other) => {
          await other.query(`SET LOCAL lock_timeout = '3s'`);
          await other.query(`INSERT INTO people (mail) VALUES ('met@example.com')`);
          await making.members.adopt(other);
        });
        await manager.query(
          `INSERT INTO people (mail) SELECT mail FROM unnest($1::text[]) AS given(mail) WHERE mail <> 'met@example.com'`,
          [emails],
        );
      },
    }),
  );
  try {
    const into = await making.addList();
    await making.import(into, 'email\nmet@example.com');
    const content = 'email\nmet@example.com\nnew@example.com\nx';
    const done = await making.import(into, content, { unmatched: 'create' });
    expect(done).toMatchObject({ status: 'completed', matched: 0, created: 2, unmatched: 0, rejected: 1 });
    expect(await making.mailsOf(into)).toEqual(['met@example.com', 'new@example.com']);
  } finally {
    await making.close();
  }
});

it('an import that waits for who waits for it lets go of what it has taken, and takes it again', async () => {
  const other = await shop.addList();
  const held = await holdList();
  await held.query(`SET LOCAL deadlock_timeout = '1min'`);
  const take = (manager: EntityManager) =>
    manager.query('SELECT FROM targeting.lists WHERE id = $1 FOR UPDATE', [other]);
  const lock = jest.fn(async (manager: EntityManager) => void (await take(manager)));
  const content = 'email\nuser1@example.com\nnobody@example.com';
  const attempt = shop.import(list, content, { lock });
  await until(isAnybodyWaiting);
  await take(held.manager);
  await letGo(held);
  expect(await attempt).toMatchObject({ status: 'completed', matched: 1, unmatched: 1 });
  expect(lock).toHaveBeenCalledTimes(2);
  expect(await shop.count(list)).toEqual({ customers: 1, unmatched: 1 });
});

const isAnybodyWaiting = async () => {
  const rows = await shop.dataSource.query<unknown[]>('SELECT FROM pg_locks WHERE NOT granted');
  return rows.length > 0 || undefined;
};

it('who appears while an import is undone does not stay on the list for it', async () => {
  const { id } = await shop.import(list, 'email\nlate@example.com');
  const undoing = await holdList();
  await undoImport(id, null, undoing.manager);
  const appearing = shop.dataSource.transaction(async (manager) => {
    await manager.query(`INSERT INTO people (mail) VALUES ('late@example.com')`);
    await shop.members.adopt(manager);
  });
  await Promise.race([appearing, until(isAnybodyWaiting)]);
  await undoing.commitTransaction();
  await undoing.release();
  await appearing;
  expect(await shop.count(list)).toEqual({ customers: 0, unmatched: 0 });
});

it('takes 200,000 rows without holding them in memory', async () => {
  await shop.import(list, `email,note\n${users(1000).join('\n')}`);
  const file = await shop.file(`email,note\n${users(200_000).join('\n')}`);
  const before = process.memoryUsage().rss;
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss - before)), 10);
  const { id } = await shop.importer.import({
    listId: list,
    file,
    mode: 'append',
    unmatched: 'skip',
    actor: null,
  });
  const done = await until(async () => {
    const found = await shop.imports.get(id);
    return found.status === 'running' ? undefined : found;
  });
  clearInterval(watch);
  expect(done).toMatchObject({ status: 'completed', rows: 200_000, matched: 100_000, unmatched: 100_000 });
  // The rows are 36 MB of text, and a multiple of that as objects.
  expect(peak / 1024 / 1024).toBeLessThan(64);
});
