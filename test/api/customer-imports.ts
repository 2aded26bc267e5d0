import { setTimeout as delay } from 'node:timers/promises';
import request from 'supertest';
import { DataSource } from 'typeorm';
import type { CustomerPage } from '../../apps/api/src/customers/customer.dto.js';
import type { CustomerImportResponse } from '../../apps/api/src/customers/import/customer-import.dto.js';
import { bootApp, type TestApp } from '../support/app.js';

describe('an import of customers', () => {
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

  const byExternalId = (external_id: string) => find({ external_id });

  it('adds and changes by external id or e-mail, and makes attributes of other columns', async () => {
    const first = await importCsv(
      'Customer ID;E-Mail;Name;Town;Joined;Points;Code;Active\r\n' +
        'i-1;one@import.example.com;One;Rome;2024-02-29;10;01234;TRUE\r\n' +
        'i-2; Two@import.example.com ;Two;;2024-03-01T10:00:00Z;1.50;7;false\r\n',
    ).expect(200);
    expect(first.body).toMatchObject({
      rows: 2,
      created: 2,
      updated: 0,
      unchanged: 0,
      duplicates: 0,
      rejected: 0,
    });
    expect(await byExternalId('i-1')).toMatchObject({
      email: 'one@import.example.com',
      status: 'active',
      subscribed: false,
      attributes: { Town: 'Rome', Joined: '2024-02-29', Points: 10, Code: '01234', Active: true },
    });
    expect(await byExternalId('i-2')).toMatchObject({
      email: 'Two@import.example.com',
      attributes: { Joined: '2024-03-01T10:00:00Z', Points: 1.5, Code: '7', Active: false },
    });

    const second = await importCsv(
      'external_id,email,name,points\ni-1,,Uno,11\n,TWO@IMPORT.EXAMPLE.COM,,\ni-3,three@import.example.com,Three,12\n',
    ).expect(200);
    expect(second.body).toMatchObject({ rows: 3, created: 1, updated: 1, unchanged: 1, rejected: 0 });
    expect(await byExternalId('i-1')).toMatchObject({
      name: 'Uno',
      attributes: { Town: 'Rome', Points: 11 },
    });
    expect(await byExternalId('i-2')).toMatchObject({ name: 'Two', email: 'Two@import.example.com' });
    expect(await byExternalId('i-3')).toMatchObject({ attributes: { Points: 12 } });
  });

  it('keeps on a list who appeared while it was being filled, though their address changes', async () => {
    const list = await api().post('/api/lists').send({ name: 'Left' }).expect(201);
    await api()
      .post(`/api/lists/${list.body.id}/import-csv`)
      .attach('file', Buffer.from('email\nw1@import.example.com\nw2@import.example.com\n'), 'left.csv')
      .expect(201);
    // Neither saw the other: nobody was matched, and nobody adopted.
    await test.app.get(DataSource).query(
      `INSERT INTO customers (external_id, email, status, attributes)
       SELECT 'w-' || i, 'w' || i || '@import.example.com', 'active', '{}' FROM generate_series(1, 2) i`,
    );
    await importCsv('external_id,email\nw-1,v1@import.example.com\nw-2,W2@import.example.com\n').expect(200);
    const { body } = await api().get(`/api/lists/${list.body.id}/members`).expect(200);
    expect((body as CustomerPage).data.map(({ email }) => email)).toEqual([
      'v1@import.example.com',
      'w2@import.example.com',
    ]);
  });

  it('rejects rows with line and reason, and takes the others', async () => {
    const { body } = await importCsv(
      'external_id,email,score,subscribed,Points\n' +
        'r-1,broken@,1,true,1\n' +
        'r-2,r2@import.example.com,many,true,1\n' +
        'r-3,r3@import.example.com,1,perhaps,1\n' +
        ',,1,true,1\n' +
        '"r-5\n\n","r5@import.example.com",1,true,a lot\n' +
        'r-6,r6@import.example.com,1,true,1,extra\n' +
        'i-1,two@import.example.com,1,true,1\n' +
        'r-8,two@import.example.com,1,true,1\n' +
        'r-9,r9@import.example.com,1.5\n',
    ).expect(200);
    expect(body).toMatchObject({ rows: 9, created: 1, updated: 0, unchanged: 0, duplicates: 0, rejected: 8 });
    expect(body).toMatchObject({
      rejected_rows: [
        { line: 2, code: 'invalid_email' },
        { line: 3, code: 'invalid_score' },
        { line: 4, code: 'invalid_subscribed' },
        { line: 5, code: 'no_identifier' },
        { line: 6, code: 'wrong_type' },
        { line: 9, code: 'too_many_cells' },
        { line: 10, code: 'matches_two' },
        { line: 11, code: 'email_taken' },
      ],
    });
    const csv = await api()
      .get(`/api/customers/imports/${body.id}/rejected`)
      .expect(200)
      .expect('content-type', /text\/csv/);
    expect(csv.text.split('\r\n')[0]).toBe('line,code,reason,external_id,email,score,subscribed,Points');
    expect(csv.text).toContain(
      '\r\n2,invalid_email,“broken@” is no e-mail address.,r-1,broken@,1,true,1\r\n',
    );
    await api().get('/api/customers/imports/999/rejected').expect(404);
    expect(await byExternalId('r-9')).toMatchObject({ score: 1.5, subscribed: false });
  });

  it('rejects arrays that cannot be kept, and takes the others as requests are taken', async () => {
    await api()
      .post('/api/customers')
      .send({ attributes: { tags: ['a'] } })
      .expect(201);
    const cells = [
      '["\\ud800"]',
      '["\\u0000"]',
      '[1e999999]',
      '["e\\u0301",1,true]',
      '[null]',
      `${'['.repeat(100)}1${']'.repeat(100)}`,
    ];
    const rows = cells.map((cell, index) => `a-${index + 2},"${cell.replaceAll('"', '""')}"\n`);
    const { body } = await importCsv(`external_id,tags\n${rows.join('')}`).expect(200);
    expect(body).toMatchObject({ rows: 6, created: 1, rejected: 5 });
    const { rejected_rows } = body as CustomerImportResponse;
    expect(rejected_rows.map(({ line, code }) => `${line} ${code}`)).toEqual(
      [2, 3, 4, 6, 7].map((line) => `${line} wrong_type`),
    );
    expect(await byExternalId('a-5')).toMatchObject({ attributes: { tags: ['\u00e9', 1, true] } });
  });

  it('gives rejected rows in a form that no spreadsheet runs', async () => {
    const { body } = await importCsv('email,name\nbroken@,=1+1\n+2@,"@SUM(A1,2)"\n').expect(200);
    const csv = await api().get(`/api/customers/imports/${body.id}/rejected`).expect(200);
    expect(csv.text).toContain(",broken@,'=1+1\r\n");
    expect(csv.text).toContain(`,'+2@,"'@SUM(A1,2)"\r\n`);
  });

  it('applies a refusal of consent even when the rest of the row is rejected', async () => {
    await importCsv(
      'external_id,email,subscribed,Seats\n' +
        'o-1,o1@import.example.com,true,1\no-2,o2@import.example.com,true,2\no-3,o3@import.example.com,true,3\no-4,,true,4\n',
    ).expect(200);
    const { body } = await importCsv(
      'external_id,email,subscribed,score,name,Seats\n' +
        'o-1,,false,,Other,many\n' +
        ',O2@import.example.com,no,high,,\n' +
        'o-4,o3@import.example.com,false,,,many\n' +
        'o-9,o3@import.example.com,false,,,many\n' +
        'o-5,,true,,,\n' +
        'o-5,,false,,,many\n',
    ).expect(200);
    expect(body).toMatchObject({ rows: 6, created: 1, updated: 0, unchanged: 0, duplicates: 0, rejected: 5 });
    const applied = /subscribed=false was applied/;
    expect(
      (body as CustomerImportResponse).rejected_rows.map(({ message }) => applied.test(message)),
    ).toEqual([true, true, false, false, true]);
    const consent = async (id: string) => (await byExternalId(id))?.subscribed;
    expect(await Promise.all(['o-1', 'o-2', 'o-3', 'o-4', 'o-5'].map(consent))).toEqual([
      false,
      false,
      true,
      true,
      false,
    ]);
    expect(await byExternalId('o-1')).toMatchObject({ name: null, attributes: { Seats: 1 } });
  });

  it('leaves room for other requests while many wait for their turn', async () => {
    const lines = Array.from({ length: 2000 }, (_, row) => `p-${row},${row}`).join('\n');
    const imports = Array.from({ length: 15 }, () => importCsv(`external_id,Place\n${lines}\n`).expect(200));
    const all = Promise.all(imports);
    await api().get('/api/customers?per_page=1').expect(200);
    const created = (await all).map(({ body }) => body.created as number);
    expect(created.filter((count) => count > 0)).toEqual([2000]);
  });

  it('keeps nobody waiting while its file is read, and changes nothing when a type was fixed meanwhile', async () => {
    const dataSource = test.app.get(DataSource);
    const other = dataSource.createQueryRunner();
    await other.startTransaction();
    await other.query(`INSERT INTO attribute_types (name, type) VALUES ('Rush', 'number')`);
    const running = importCsv('external_id,Rush\nu-9,soon\n').then(({ status }) => status);
    const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    while ((await dataSource.query<unknown[]>(waiting)).length === 0) await delay(20);
    await api()
      .post('/api/customers')
      .send({ external_id: 'u-8', attributes: { Calm: 1 } })
      .expect(201);
    await other.commitTransaction();
    await other.release();
    expect(await running).toBe(409);
    expect(await byExternalId('u-9')).toBeUndefined();
  });

  it('never gives consent for somebody who is known, but takes it back', async () => {
    await importCsv('external_id,subscribed\nc-1,true\nc-2,false\nc-3,\n').expect(200);
    await api().post('/api/customers').send({ external_id: 'c-4' }).expect(201);
    const { body } = await importCsv(
      'external_id,subscribed\nc-1,false\nc-2,true\nc-3,true\nc-4,true\nc-5,yes\nc-5,no\n',
    ).expect(200);
    expect(body).toMatchObject({ created: 1, updated: 1, unchanged: 3, duplicates: 1 });
    const consent = async (id: string) => (await byExternalId(id))?.subscribed;
    expect(await Promise.all(['c-1', 'c-2', 'c-3', 'c-4', 'c-5'].map(consent))).toEqual([
      false,
      false,
      false,
      null,
      false,
    ]);
  });

  it('takes several rows about one customer together, the last given values count', async () => {
    const { body } = await importCsv(
      'external_id,email,name,status,Level\n' +
        'm-1,m1@import.example.com,First,new,1\n' +
        ',M1@import.example.com,Second,,\n' +
        'm-1,,,old,3\n' +
        'm-2,m1@import.example.com,Thief,,\n' +
        ',m2@import.example.com,Alone,,9\n' +
        'm-2,m2@import.example.com,,Active,\n',
    ).expect(200);
    expect(body).toMatchObject({ rows: 6, created: 2, duplicates: 3, rejected: 1 });
    expect(body.rejected_rows).toEqual([expect.objectContaining({ line: 5, code: 'email_twice' })]);
    expect(await byExternalId('m-1')).toMatchObject({
      name: 'Second',
      status: 'old',
      email: 'M1@import.example.com',
      attributes: { Level: 3 },
    });
    expect(await byExternalId('m-2')).toMatchObject({
      name: 'Alone',
      status: 'active',
      email: 'm2@import.example.com',
      attributes: { Level: 9 },
    });
  });

  it('gives an external id to a customer known by e-mail alone', async () => {
    const { body: known } = await api()
      .post('/api/customers')
      .send({ email: 'x1@import.example.com' })
      .expect(201);
    const { body } = await importCsv(
      'external_id,email\nx-1,X1@import.example.com\nx-1,other@import.example.com\nx-2,x1@import.example.com\n',
    ).expect(200);
    expect(body).toMatchObject({ rows: 3, created: 0, updated: 1, duplicates: 1, rejected: 1 });
    expect(await byExternalId('x-1')).toMatchObject({ id: known.id, email: 'other@import.example.com' });
  });

  it('fixes the types of new columns over the whole file', async () => {
    await importCsv(
      'external_id,t_number,t_zeros,t_long,t_exp,t_mixed,t_flag,t_day,t_notday,t_empty\n' +
        't-1,1,01,1234567890123456,1e5,1,true,2024-02-29,2023-02-29,\n' +
        't-2,-2.5,2,1,1,x,FALSE,2024-01-01T00:00:00+02:00,2024-01-01,\n',
    ).expect(200);
    expect((await byExternalId('t-2'))?.attributes).toEqual({
      t_number: -2.5,
      t_zeros: '2',
      t_long: '1',
      t_exp: '1',
      t_mixed: 'x',
      t_flag: false,
      t_day: '2024-01-01T00:00:00+02:00',
      t_notday: '2024-01-01',
    });
    const { body } = await importCsv('external_id,t_number,t_empty\nt-1,one,1\nt-2,7,2\n').expect(200);
    expect(body).toMatchObject({ updated: 1, rejected: 1, rejected_rows: [{ line: 2, code: 'wrong_type' }] });
    expect((await byExternalId('t-2'))?.attributes).toMatchObject({ t_number: 7, t_empty: 2 });
  });

  it('reads UTF-16 and Latin-1', async () => {
    await importCsv(Buffer.from('\ufeffexternal_id\tname\ne-1\tZoë\n', 'utf16le')).expect(200);
    await importCsv(Buffer.from('external_id,name\ne-2,Zoë\n', 'latin1')).expect(200);
    expect(await byExternalId('e-1')).toMatchObject({ name: 'Zoë' });
    expect(await byExternalId('e-2')).toMatchObject({ name: 'Zoë' });
  });

  it.each([
    ['an empty file', ''],
    ['no identifier', 'name,city\nAda,Paris\n'],
    ['no header', 'ada@example.com\nbob@example.com\n'],
    ['a column twice', 'email,email\na@example.com,b@example.com\n'],
    ['an attribute twice', 'email,city,city\na@example.com,b,c\n'],
    ['a header without rows', 'email,name\n'],
    ['a broken quote', 'email,name\nq1@example.com,Q\nq2@example.com,"Q\n'],
  ])('refuses %s, and changes nothing', async (_, text) => {
    const { body } = await importCsv(text).expect(422);
    expect(body.errors[0].path).toBe('file');
    expect(await find({ email: 'q1@example.com' })).toBeUndefined();
  });

  it('needs a file', async () => {
    const upload = () => api().post('/api/customers/import-csv');
    const csv = Buffer.from('email\na@import.example.com\n');
    const named = await upload().attach('csv', csv, 'a.csv').expect(422);
    const absent = await upload().send({}).expect(422);
    for (const { body } of [named, absent]) expect(body).toMatchObject({ errors: [at('file')] });
    const { body } = await upload().field('mode', 'replace').attach('file', csv, 'a.csv').expect(422);
    expect(body).toMatchObject({ errors: [at('mode')] });
    expect(await find({ email: 'a@import.example.com' })).toBeUndefined();
  });

  it('says beforehand what becomes of each column, just as the import then does', async () => {
    const header = ['Contact ID', 'E-mail address', 'Full name', 'Opt-in', 'Shoe size', 'GOAL', ''];
    await importCsv('email,goal\ngoal@import.example.com,7\n').expect(200);
    const columns = (names: string[]) =>
      api().post('/api/customers/import-csv/columns').send({ header: names });
    const { body } = await columns(header).expect(200);
    const row = ['s-1', 'shoes@import.example.com', 'Shoe Buyer', 'true', '41', '12', 'x'];
    await importCsv(`${header.join(';')}\n${row.join(';')}\n`).expect(200);
    const customer = (await byExternalId('s-1')) as unknown as Record<string, unknown>;
    const attributes = customer['attributes'] as Record<string, unknown>;
    const meanings = (
      body as { columns: { becomes: string | null; is_attribute: boolean; type: string | null }[] }
    ).columns;
    const found = meanings.map(({ becomes, is_attribute: isAttribute }) =>
      becomes === null ? null : String((isAttribute ? attributes : customer)[becomes]),
    );
    expect(found).toEqual([...row.slice(0, -1), null]);
    expect(meanings.map(({ type }) => type)).toEqual([null, null, null, null, null, 'number', null]);
    const nobody = await columns(['Name', 'City']).expect(422);
    expect(nobody.body).toMatchObject({ errors: [{ path: 'file', code: 'no_identifier' }] });
  });
});
