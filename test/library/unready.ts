import request from 'supertest';
import { DataSource } from 'typeorm';
import { bootApp, type TestApp } from '../support/app.js';

describe('what is not ready', () => {
  let host: TestApp;

  beforeAll(async () => {
    host = await bootApp();
    await ok(post('/customers', { email: 'ann@example.com', name: 'Ann', subscribed: true, score: 1 }));
    await ok(post('/customers', { email: 'bob@example.com', name: 'Bob', subscribed: true, score: 2 }));
  });
  afterAll(() => host.close());

  const post = (path: string, body: object) => request(host.server).post(`/api${path}`).send(body);
  const get = (path: string) => request(host.server).get(`/api${path}`);
  const sql = (text: string) => host.app.get(DataSource).query(text);

  async function ok(asked: request.Test): Promise<{ id: number; [key: string]: unknown }> {
    const { status, body, text } = await asked;
    if (status >= 300) throw new Error(`${status}: ${text}`);
    return body as { id: number };
  }

  it.each(['running', 'failed'])('is never sent: an excluded list whose import is %s', async (status) => {
    const list = await ok(post('/lists', { name: `Do not send, ${status}` }));
    const nested = await ok(
      post('/segments', {
        name: `Not on the list, ${status}`,
        conditions: { logic: 'AND', rules: [{ list: list.id, operator: 'not_in' }] },
      }),
    );
    const direct = await ok(
      post('/audiences', { name: 'Direct', include_segments: [], exclude_lists: [list.id] }),
    );
    const campaigns = [
      await ok(post('/campaigns', { name: 'By audience', audience_id: direct.id })),
      await ok(post('/campaigns', { name: 'By segment', segment_id: nested.id })),
    ];
    await sql(`INSERT INTO targeting.imports (list_id, file_name, status, mode, unmatched_mode, header, column_name, identifier)
      VALUES (${list.id}, 'x.csv', '${status}', 'append', 'skip', '[]', 'email', 'email')`);

    for (const { id } of campaigns)
      await post(`/campaigns/${id}/send`, { confirm_everyone: true }).expect(409);
    await post(`/audiences/${direct.id}/snapshots`, {}).expect(409);
    expect(await sql('SELECT 1 FROM targeting.contacts')).toEqual([]);

    await request(host.server)
      .post(`/api/lists/${list.id}/import-csv`)
      .attach('file', Buffer.from('email\nann@example.com\n'), 'x.csv')
      .expect(201);
    if (status === 'running') {
      // What has ended meanwhile says nothing of the one that still runs.
      for (const { id } of campaigns)
        await post(`/campaigns/${id}/send`, { confirm_everyone: true }).expect(409);
      await sql(`UPDATE targeting.imports SET status = 'completed' WHERE list_id = ${list.id}`);
    }
    for (const { id } of campaigns)
      expect(await ok(post(`/campaigns/${id}/send`, { confirm_everyone: true }))).toMatchObject({
        recipient_count: 1,
      });
    await sql('DELETE FROM targeting.contacts');
  });

  it('is never sent: a list whose failed file another one stood in for only until that was undone', async () => {
    const list = await ok(post('/lists', { name: 'Do not send, half mended' }));
    const audience = await ok(post('/audiences', { name: 'Nearly', exclude_lists: [list.id] }));
    const [{ id: failed }] = (await sql(
      `INSERT INTO targeting.imports (list_id, file_name, status, mode, unmatched_mode, header, column_name, identifier)
       VALUES (${list.id}, 'x.csv', 'failed', 'append', 'skip', '[]', 'email', 'email') RETURNING id`,
    )) as [{ id: number }];
    const { body: mended } = await request(host.server)
      .post(`/api/lists/${list.id}/import-csv`)
      .attach('file', Buffer.from('email\nann@example.com\n'), 'x.csv')
      .expect(201);
    await post(`/audiences/${audience.id}/snapshots`, {}).expect(201);
    await post(`/imports/${(mended as { id: number }).id}/undo`, {}).expect(200);
    await post(`/audiences/${audience.id}/snapshots`, {}).expect(409);
    await post(`/imports/${failed}/undo`, {}).expect(200);
    await post(`/audiences/${audience.id}/snapshots`, {}).expect(201);
  });

  it('is never sent: a list whose import has failed after others had begun', async () => {
    const list = await ok(post('/lists', { name: 'Do not send, overtaken' }));
    const audience = await ok(post('/audiences', { name: 'Overtaken', exclude_lists: [list.id] }));
    await sql(`INSERT INTO targeting.imports
      (list_id, file_name, status, mode, unmatched_mode, header, column_name, identifier, created_at, finished_at)
      SELECT ${list.id}, 'x.csv', status, 'append', 'skip', '[]', 'email', 'email',
        now() - begun * interval '1 minute', now() - ended * interval '1 minute'
      FROM (VALUES ('failed', 4, 2), ('completed', 4, 3), ('completed', 3, 1)) i(status, begun, ended)`);
    await post(`/audiences/${audience.id}/snapshots`, {}).expect(409);
    await request(host.server)
      .post(`/api/lists/${list.id}/import-csv`)
      .attach('file', Buffer.from('email\nann@example.com\n'), 'x.csv')
      .expect(201);
    await post(`/audiences/${audience.id}/snapshots`, {}).expect(201);
  });

  it('counts the rules of the largest tree', async () => {
    const rules = Array.from({ length: 1_990 }, (_, index) => ({
      field: 'score',
      operator: 'equals',
      value: index,
    }));
    const preview = await ok(post('/segments/preview', { conditions: { logic: 'OR', rules } }));
    const funnel = preview['rules'] as { count: number; running: number }[];
    expect(preview['count']).toBe(2);
    expect(funnel.slice(0, 4)).toEqual([
      { path: 'conditions.rules[0]', count: 0, running: 0 },
      { path: 'conditions.rules[1]', count: 1, running: 1 },
      { path: 'conditions.rules[2]', count: 1, running: 2 },
      { path: 'conditions.rules[3]', count: 0, running: 2 },
    ]);
    expect(funnel).toHaveLength(1_990);
  });

  it('counts groups within groups, negated or not', async () => {
    const is = (score: number) => ({ field: 'score', operator: 'equals', value: score });
    const { rules } = (await ok(
      post('/segments/preview', {
        conditions: {
          logic: 'AND',
          rules: [
            { logic: 'OR', rules: [is(1), is(2)] },
            { logic: 'AND', not: true, rules: [is(1), { logic: 'OR', not: true, rules: [is(2)] }] },
          ],
        },
      }),
    )) as unknown as { rules: { path: string; count: number; running: number }[] };
    expect(
      new Map(rules.map(({ path, count, running }) => [path.replace('conditions.', ''), [count, running]])),
    ).toEqual(
      new Map([
        ['rules[0]', [2, 2]],
        ['rules[1]', [1, 1]],
        ['rules[0].rules[0]', [1, 1]],
        ['rules[0].rules[1]', [1, 2]],
        ['rules[1].rules[0]', [1, 1]],
        ['rules[1].rules[1]', [1, 1]],
        ['rules[1].rules[1].rules[0]', [1, 1]],
      ]),
    );
  });

  it('is not to be had behind the back of its segment: the list of a fixed one', async () => {
    const fixed = await ok(
      post('/segments', { name: 'Fixed', segment_type: 'static', emails: ['ann@example.com'] }),
    );
    const { list_id } = fixed as unknown as { list_id: number };
    const { body } = await post('/audiences', { name: 'x', include_lists: [list_id] }).expect(422);
    expect((body as { errors: object[] }).errors).toMatchObject([
      { path: 'include_lists[0]', code: 'missing_list' },
    ]);
    await ok(post('/audiences', { name: 'x', include_segments: [fixed.id] }));
  });

  it('is told of as it is called now: a fixed segment whose file is being read', async () => {
    const fixed = await ok(post('/segments', { name: 'Old name', segment_type: 'static' }));
    await request(host.server).put(`/api/segments/${fixed.id}`).send({ name: 'New name' }).expect(200);
    const audience = await ok(post('/audiences', { name: 'To the fixed', include_segments: [fixed.id] }));
    const { definition } = await ok(post(`/audiences/${audience.id}/snapshots`, {}));
    expect(definition).toMatchObject({ lists: [{ id: fixed['list_id'], name: 'New name' }] });

    await sql(`INSERT INTO targeting.imports (list_id, file_name, status, mode, unmatched_mode, header, column_name, identifier)
      VALUES (${String(fixed['list_id'])}, 'x.csv', 'running', 'append', 'skip', '[]', 'email', 'email')`);
    const { body } = await post(`/audiences/${audience.id}/snapshots`, {}).expect(409);
    const message = '“New name” is still being imported. Wait until that has ended.';
    expect((body as { errors: object[] }).errors).toEqual([
      { path: `segments/${fixed.id}`, code: 'import_running', message },
    ]);
    const preview = await ok(post('/audiences/preview', { include_segments: [fixed.id] }));
    expect(preview['warnings']).toContainEqual({
      ...{ path: 'include_segments[0]', code: 'import_running', message },
    });
  });

  it('can still be opened and previewed: an audience whose hand-picked customer is gone', async () => {
    const cid = await ok(post('/customers', { email: 'cid@example.com', subscribed: true }));
    const audience = await ok(post('/audiences', { name: 'Picked', include_customers: [cid.id] }));
    await request(host.server).delete(`/api/customers/${cid.id}`).expect(204);
    const { body } = await get(`/audiences/${audience.id}`).expect(200);
    expect(await ok(post('/audiences/preview', body as object))).toMatchObject({ count: 0 });
    await post('/audiences/preview', { include_customers: [cid.id] }).expect(422);
  });
});
