import pg from 'pg';
import { all, Shop } from '../library/shop.js';
import { Settings } from './foreign/settings.module.js';
import { openForeignHost } from './foreign-host.js';
import type { Host, Id } from './host.js';
import { openReferenceHost } from './reference-host.js';

/** What a host can say in its options, seen from outside. */
describe('the foreign host', () => {
  let host: Host;
  let settings: Settings;
  let shop: Shop;
  let people: Id[];
  beforeAll(async () => {
    host = await openForeignHost();
    settings = host.app.get(Settings, { strict: false });
  });
  afterAll(() => host?.close());
  beforeEach(async () => {
    await host.clear();
    delete settings.now;
    settings.comparisonMs = 30_000;
    settings.previewMs = 30_000;
    shop = new Shop(host);
    people = await shop.people(10, 20, 30);
  });

  it('decides who may do what, and is told who did it', async () => {
    const segment = await shop.segment('x', all(shop.scoreAtLeast(1)));
    const audience = await shop.audience('x', { include_segments: [segment.id] });
    const as = (method: 'get' | 'post' | 'put' | 'delete', path: string) =>
      host.api.ask(method, path).set('x-role', 'reader');
    for (const path of [
      'segments',
      `segments/${segment.id}`,
      'audiences',
      `audiences/${audience.id}/members`,
      'lists',
      'fields',
      `audiences/${audience.id}/snapshots`,
      'imports',
    ])
      await as('get', path).expect(200);
    for (const path of ['segments/preview', 'audiences/preview'])
      await as('post', path)
        .send({ conditions: all(shop.scoreAtLeast(1)) })
        .expect(({ status }) => expect(status).not.toBe(403));
    const writes: ['post' | 'put' | 'delete', string][] = [
      ...(
        [
          'segments',
          'audiences',
          'lists',
          `segments/${segment.id}/duplicate`,
          `audiences/${audience.id}/snapshots`,
          `audiences/${audience.id}/import-csv`,
        ] as const
      ).map((path): ['post', string] => ['post', path]),
      ['put', `segments/${segment.id}`],
      ['put', `audiences/${audience.id}`],
      ['delete', `segments/${segment.id}`],
      ['delete', `audiences/${audience.id}`],
    ];
    for (const [method, path] of writes) {
      const { status, body, type } = await as(method, path).send({ name: 'y', nonsense: true });
      expect({ status, type }).toEqual({ status: 403, type: 'application/problem+json' });
      expect(body.detail).toMatch(/permission/);
    }
    const imported = async (path: string, mode: string) => {
      const content = 'email\nc0@example.com\n';
      return (await host.api.upload(`${path}/import-csv`, 'x.csv', content, { mode })).id as number;
    };
    const undo = (id: number, without: string) =>
      host.api.ask('post', `imports/${id}/undo`).set('x-without', without);
    const fixed = await shop.fixed('Fixed', [people[1]!]);
    await imported(`audiences/${audience.id}`, 'append');
    for (const [changed, id] of [
      ['segments', await imported(`segments/${fixed.id}`, 'append')],
      ['audiences', await imported(`audiences/${audience.id}`, 'replace')],
    ] as const) {
      await undo(id, 'lists:write').expect(403);
      expect((await undo(id, `${changed}:write`).expect(403)).body.detail).toContain(`${changed}:write`);
      await undo(id, 'snapshots:write').expect(200);
    }

    const made = await host.api
      .ask('post', 'segments')
      .set('x-user', 'ann')
      .send({ name: 'By Ann', conditions: all(shop.scoreAtLeast(1)) });
    expect(made.body).toMatchObject({ created_by: 'ann', updated_by: 'ann' });
    const changed = await host.api
      .ask('put', `segments/${made.body.id}`)
      .set('x-user', 'bob')
      .send({ name: 'By Bob' });
    expect(changed.body).toMatchObject({ created_by: 'ann', updated_by: 'bob' });
    const path = `segments/${made.body.id}/versions`;
    expect((await host.api.get(path)).data).toMatchObject([{ author: 'bob' }, { author: 'ann' }]);
    await as('post', `${path}/1/restore`).expect(403);
    await host.api.ask('post', `${path}/1/restore`).set('x-user', 'cid').expect(200);
    expect((await host.api.get(`audit?kind=segment&subject_id=${made.body.id}`)).data).toMatchObject([
      { action: 'restored', actor: 'cid' },
      { action: 'updated', actor: 'bob' },
      { action: 'created', actor: 'ann' },
    ]);
    expect((await host.api.get('audit?actor=bob')).total).toBe(1);
    const taken = await host.api.ask('post', `audiences/${audience.id}/snapshots`).set('x-user', 'cid');
    expect(taken.body.created_by).toBe('cid');
    const campaign = await host.addCampaign({ audience: audience.id });
    const { snapshot } = await host.send(campaign);
    expect((await host.api.get(`snapshots/${snapshot}`)).created_by).toBe('postmaster');
  });

  it('has a global pipe that drops what it does not know: the library refuses it before', async () => {
    const { id } = await shop.segment('x', all(shop.scoreAtLeast(1)));
    expect(await host.api.faults('post', 'audiences/preview', { exclude_segment: [id] })).toEqual([
      'exclude_segment unknown_property',
    ]);
    expect(await host.api.faults('put', `segments/${id}`, { condition: {} })).toEqual([
      'condition unknown_property',
    ]);
    await host.api.get(`segments/${id}/members?searching=x`, 422);
    const audience = await shop.audience('x', { include_customers: [people[0]] });
    const csv = 'email\nc1@example.com\n';
    await host.api.upload(`audiences/${audience.id}/import-csv`, 'a.csv', csv, { uses: 'exclude' }, 422);
    expect(await host.api.get(`audiences/${audience.id}`)).toMatchObject({
      include_lists: [],
      exclude_lists: [],
    });
  });

  it('has a clock of its own, by which everything goes', async () => {
    settings.now = new Date('2030-05-31T12:00:00.000Z');
    await host.addPurchases([
      { customer: people[0]!, at: new Date('2030-05-31T12:00:00.000Z') },
      { customer: people[1]!, at: new Date('2030-04-30T11:59:59.999Z') },
      { customer: people[2]!, at: new Date('2030-05-31T12:00:00.001Z') },
    ]);
    const did = (within: object) => shop.segment('x', all({ event: 'purchase', operator: 'did', within }));
    const lastMonth = await did({ last: 1, unit: 'month' });
    expect(await shop.membersOf(`segments/${lastMonth.id}`)).toEqual([people[0]]);
    const today = await did({ calendar: 'today' });
    expect(await shop.membersOf(`segments/${today.id}`)).toEqual([people[0]]);
    const campaign = await host.addCampaign({ segment: lastMonth.id });
    await host.send(campaign);
    expect((await host.recipients(campaign)).data).toMatchObject([
      { customer_id: people[0], contacted_at: '2030-05-31T12:00:00.000Z' },
    ]);
    const audience = { include_customers: people, exclude_contacted_within_days: 7 };
    for (const [now, count] of [
      ['2030-06-07T12:00:00.000Z', 2],
      ['2030-06-07T12:00:00.001Z', 3],
      ['2030-05-31T11:59:59.999Z', 3],
    ] as const) {
      settings.now = new Date(now);
      expect(await host.api.post('audiences/preview', audience, 200)).toMatchObject({ count, as_of: now });
    }
  });

  it('gives up a preview that takes too long, a comparison later, but no snapshot and no send', async () => {
    const segment = await shop.segment('x', all(shop.scoreAtLeast(1)));
    const audience = await shop.audience('x', { include_segments: [segment.id] });
    const campaign = await host.addCampaign({ audience: audience.id });
    settings.previewMs = 100;
    const holder = new pg.Client({ connectionString: host.databaseUrl });
    await holder.connect();
    const whileLocked = async <T>(work: () => Promise<T>, milliseconds: number): Promise<T> => {
      await holder.query('BEGIN; LOCK TABLE crm.people IN ACCESS EXCLUSIVE MODE');
      const [result] = await Promise.all([
        work(),
        new Promise((resolve) => setTimeout(resolve, milliseconds)).then(() => holder.query('ROLLBACK')),
      ]);
      return result;
    };
    try {
      expect(
        (
          await whileLocked(
            () => host.api.post('audiences/preview', { include_segments: [segment.id] }, 503),
            400,
          )
        ).detail,
      ).toContain('0.1 seconds');
      await whileLocked(() => host.api.get(`segments/${segment.id}/members`, 503), 400);
      expect(await whileLocked(() => host.api.post(`audiences/${audience.id}/snapshots`), 400)).toMatchObject(
        { count: 3 },
      );
      const sent = await whileLocked(() => host.send(campaign), 400);
      expect(sent).toMatchObject({ status: 200, recipients: 3 });
      const compare = (how: string, status?: number) =>
        whileLocked(() => host.api.get(`snapshots/${sent.snapshot}/${how}`, status), 400);
      expect(await compare('verify')).toMatchObject({ hash_matches: true, members_match: true });
      settings.comparisonMs = 100;
      expect((await compare('diff', 503)).errors).toEqual([
        { path: '', code: 'too_slow', message: expect.stringContaining('limits.comparisonMs') },
      ]);
    } finally {
      await holder.end();
    }
  });

  it('has campaigns with texts as ids, which stay texts', async () => {
    const segment = await shop.segment('x', all(shop.scoreAtLeast(20)));
    for (const slug of ['007', '7', 'été "x" \\ $1']) {
      await host.api.post('mailings', { slug, title: slug, segment: segment.id });
      expect((await host.send(encodeURIComponent(slug))).status).toBe(200);
    }
    const rows = await host.dataSource.query<{ id: number; campaign_id: string }[]>(
      'SELECT id, campaign_id FROM targeting.snapshots ORDER BY id',
    );
    expect(rows.map(({ campaign_id }) => campaign_id)).toEqual(['007', '7', 'été "x" \\ $1']);
    expect((await host.api.get(`snapshots/${rows[0]!.id}`)).campaign_id).toBe('007');
    const audience = await shop.audience('x', {
      include_customers: people,
      exclude_contacted_in_campaigns: ['007'],
    });
    expect(audience).toMatchObject({ customer_count: 1, exclude_contacted_in_campaigns: ['007'] });
    await host.dataSource.query(`DELETE FROM targeting.contacts WHERE campaign_id = '007'`);
    expect((await host.api.get(`audiences/${audience.id}`)).customer_count).toBe(3);
  });

  it('reads its columns as they are: binary fractions, NaN, times without a zone, arrays', async () => {
    await host.dataSource.query(`SET TIME ZONE 'Pacific/Kiritimati'`);
    const [first, second, third] = people;
    const set = (id: Id | undefined, columns: string) =>
      host.dataSource.query(`UPDATE crm.people SET ${columns} WHERE person_no = $1`, [id]);
    await set(first, `balance = 0.1, last_seen = '2026-01-01 00:00:00', interests = '{a,NULL,B}'`);
    await set(second, `balance = 'NaN', last_seen = 'infinity', interests = '{}'`);
    await set(third, `balance = '-Infinity', last_seen = '2025-12-31 23:59:59.999'`);
    const members = async (rule: object) => {
      const { id } = await shop.segment('x', all(rule));
      const found = await shop.membersOf(`segments/${id}`);
      for (const person of people)
        expect((await host.api.get(`segments/${id}/explain/${person}`)).member).toBe(found.includes(person));
      return found.map((each) => people.indexOf(each)).sort();
    };
    expect(await members({ field: 'balance', operator: 'equals', value: 0.1 })).toEqual([0]);
    expect(await members({ field: 'balance', operator: 'is_set' })).toEqual([0]);
    expect(await members({ field: 'balance', operator: 'not_between', value: [0, 1] })).toEqual([1, 2]);
    expect(await members({ field: 'lastSeen', operator: 'on', value: '2026-01-01' })).toEqual([0]);
    expect(await members({ field: 'lastSeen', operator: 'before', value: '2026-01-01' })).toEqual([2]);
    expect(await members({ field: 'lastSeen', operator: 'after', value: '2000-01-01T00:00:00Z' })).toEqual([
      0, 2,
    ]);
    expect(await members({ field: 'interests', operator: 'has_any', value: ['b'] })).toEqual([0]);
    expect(await members({ field: 'interests', operator: 'has_none', value: ['b'] })).toEqual([1, 2]);
    expect(
      await members({ field: 'interests', operator: 'length', value: { operator: 'at_most', value: 3 } }),
    ).toEqual([0, 1]);
    expect((await host.api.get('fields/balance/values')).data).toEqual([{ value: 0.1, count: 1 }]);
  });
});

it('two hosts in one process do not meet', async () => {
  const [one, two] = [await openReferenceHost(), await openForeignHost()];
  try {
    await new Shop(one).people(1, 2);
    await new Shop(two).people(1, 2, 3);
    const counts = await Promise.all(
      [one, two, one, two].map(
        async ({ api }) => (await api.post('audiences/preview', {}, 200)).count as number,
      ),
    );
    expect(counts).toEqual([2, 3, 2, 3]);
  } finally {
    await one.close();
    await two.close();
  }
});
