import type { Host, Id } from '../hosts/host.js';
import { faultsOf } from '../hosts/api.js';
import { all, any, Shop } from './shop.js';

/** What these tests look at in a version. */
interface Version {
  version: number;
  summary: string;
  created_at: string;
  changes: string[];
}

type Five = [Version, Version, Version, Version, Version];

/** Every saved change is a version: who, when, what changed; nobody overwrites what another has saved. */
export function versionTests(open: () => Host) {
  let host: Host;
  let shop: Shop;
  let people: Id[];
  beforeAll(async () => {
    host = open();
    shop = new Shop(host);
    await host.clear();
    people = await shop.people(10, 20, 30, 40, null);
  });

  const versionsOf = async (path: string): Promise<Version[]> =>
    ((await host.api.get(`${path}/versions`)) as { data: Version[] }).data;
  const changesOf = async (path: string): Promise<string[][]> =>
    (await versionsOf(path)).map(({ changes }) => changes);

  /** What the log says of the changes, the newest first. */
  const loggedOf = async (kind: string, id: Id): Promise<string[][]> => {
    const { data } = (await host.api.get(`audit?kind=${kind}&subject_id=${id}&action=updated`)) as {
      data: { details: { changes: string[] } }[];
    };
    return data.map(({ details }) => details.changes);
  };

  describe('versions of a segment', () => {
    it('are made by every change that is saved, and by nothing else', async () => {
      const made = await shop.segment('Scored', all(shop.scoreAtLeast(30)), { description: 'x' });
      const path = `segments/${made.id}`;
      const put = (body: object) => host.api.put(path, body);
      for (const same of [{}, made, { name: 'Scored' }, { conditions: made.conditions }, { status: null }])
        expect(await put(same)).toMatchObject({ version: 1, updated_at: made.updated_at });
      await put({ name: 'Renamed' });
      await put({ conditions: all(shop.scoreAtLeast(40), shop.livesIn('Rome')) });
      await put({ status: 'archived', description: null });
      await put({ status: 'active' });
      expect(await host.api.get(path)).toMatchObject({ version: 5 });

      const versions = await versionsOf(path);
      expect(versions.map(({ version }) => version)).toEqual([5, 4, 3, 2, 1]);
      const [restated, putAway, narrowed, renamed, first] = versions as Five;
      expect(first).toMatchObject({ name: 'Scored', status: 'active', changes: [], author: null });
      expect(first.summary).toBe(made.summary);
      expect(first.created_at).toBe(made.updated_at);
      expect(renamed).toMatchObject({ name: 'Renamed', changes: ['Renamed: “Scored” → “Renamed”'] });
      expect(narrowed.changes).toEqual([
        `Changed: ${first.summary} → ${first.summary.replace('30', '40')}`,
        expect.stringMatching(/^Added: .*“Rome”/),
      ]);
      expect(putAway).toMatchObject({
        status: 'archived',
        changes: ['Changed: the description', 'Status: active → archived'],
      });
      expect(restated.changes).toEqual(['Status: archived → active']);
    });

    it('are shown whole, and compared with any other', async () => {
      const made = await shop.segment('One', all(shop.scoreAtLeast(10)));
      const path = `segments/${made.id}`;
      await host.api.put(path, { name: 'Two' });
      await host.api.put(path, { conditions: any(shop.scoreAtLeast(10), shop.livesIn('Rome')) });
      expect(await host.api.get(`${path}/versions/1`)).toEqual({
        ...{ version: 1, author: null, created_at: made.created_at, changes: [] },
        definition: {
          ...{ name: 'One', description: '', status: 'active', segment_type: 'dynamic', tests: null },
          conditions: all(shop.scoreAtLeast(10)),
        },
      });
      const third = await host.api.get(`${path}/versions/3`);
      expect(third.changes).toEqual([
        'Changed: all rules must hold → one rule is enough',
        expect.stringMatching(/^Added: .*“Rome”/),
      ]);
      expect(await host.api.get(`${path}/versions/3?against=1`)).toEqual({
        ...third,
        changes: ['Renamed: “One” → “Two”', ...third.changes],
      });
      expect((await host.api.get(`${path}/versions/1?against=3`)).changes).toEqual([
        'Renamed: “Two” → “One”',
        'Changed: one rule is enough → all rules must hold',
        expect.stringMatching(/^Removed: .*“Rome”/),
      ]);
      expect((await host.api.get(`${path}/versions/2?against=2`)).changes).toEqual([]);
      const page = await host.api.get(`${path}/versions?page=2&per_page=2`);
      expect(page).toMatchObject({ total: 3, data: [{ version: 1, changes: [] }] });
      expect((await host.api.get(`${path}/versions?per_page=1`)).data[0].changes).toEqual(third.changes);
      for (const missing of ['versions/4', 'versions/3?against=9', 'versions/0'])
        await host.api.get(`${path}/${missing}`, 404);
      await host.api.get(`${path}/versions/3?against=x`, 422);
    });

    it('are told of, however many', async () => {
      const { id } = await shop.segment('Name 1', all(shop.scoreAtLeast(10)));
      await host.dataSource.query(
        `INSERT INTO targeting.definition_versions (kind, subject_id, version, definition, created_at)
           SELECT kind, subject_id, n, definition || jsonb_build_object('name', 'Name ' || n), now()
           FROM targeting.definition_versions, generate_series(2, 33) n WHERE kind = 'segment' AND subject_id = $1`,
        [id],
      );
      const { data, total } = await host.api.get(`segments/${id}/versions?per_page=1000`);
      const told = Array.from({ length: 33 }, (_, index) => 33 - index).map((version) => ({
        version,
        name: `Name ${version}`,
        changes: version === 1 ? [] : [`Renamed: “Name ${version - 1}” → “Name ${version}”`],
      }));
      expect(data).toMatchObject(told);
      expect(total).toBe(33);
    });

    it('name what is referred to, also when it is gone, and say so when rules are not valid any more', async () => {
      const used = await shop.segment('Used once', all(shop.scoreAtLeast(10)));
      const made = await shop.segment('User', all({ segment: used.id, operator: 'in' }));
      const path = `segments/${made.id}`;
      await host.api.put(path, { conditions: all(shop.scoreAtLeast(10)) });
      await host.api.delete(`segments/${used.id}`);
      expect((await versionsOf(path))[0]!.changes).toEqual([
        'Removed: is in segment “Used once”',
        expect.stringMatching(/^Added: /),
      ]);
      await host.api.get(`segments/${used.id}/versions`, 404);

      await host.dataSource.query(
        `INSERT INTO targeting.definition_versions (kind, subject_id, version, definition, created_at)
           SELECT kind, subject_id, 3, jsonb_set(definition, '{conditions,rules,0}', '{"field": "gone", "operator": "is_set"}'), now()
           FROM targeting.definition_versions WHERE kind = 'segment' AND subject_id = $1 AND version = 2`,
        [made.id],
      );
      expect((await versionsOf(path))[0]).toMatchObject({
        summary: 'These rules are not valid any more',
        changes: ['Changed: the rules; those of one version are not valid any more'],
      });
    });

    it('are restored as a new version, checked as any edit', async () => {
      const other = await shop.segment('Other', all(shop.scoreAtLeast(10)));
      const made = await shop.segment('First', all(shop.scoreAtLeast(30)), { description: 'As it was' });
      const path = `segments/${made.id}`;
      await host.api.put(path, {
        name: 'Second',
        description: '',
        conditions: all({ segment: other.id, operator: 'in' }),
      });
      await host.api.put(path, { status: 'archived', conditions: all(shop.scoreAtLeast(40)) });
      const restored = await host.api.post(`${path}/versions/1/restore`, {}, 200);
      const { name, description, status, conditions, customer_count } = made;
      expect(restored).toMatchObject({ name, description, status, conditions, customer_count, version: 4 });
      expect((await host.api.post(`${path}/versions/1/restore`, {}, 200)).version).toBe(4);
      expect((await host.api.get(`${path}/versions/4?against=1`)).changes).toEqual([]);

      await host.api.delete(`segments/${other.id}`);
      const gone = await host.api.post(`${path}/versions/2/restore`, {}, 422);
      expect(faultsOf(gone)).toEqual(['conditions.rules[0].segment missing_segment']);
      await shop.audience('Uses it', { include_segments: [made.id] });
      expect(faultsOf(await host.api.post(`${path}/versions/3/restore`, {}, 409))[0]).toMatch(/in_use$/);
      expect((await host.api.get(path)).version).toBe(4);
      await host.api.post(`${path}/versions/9/restore`, {}, 404);
    });

    it('of a fixed one hold its customers', async () => {
      const [gone] = await host.addCustomers([{ email: 'gone@example.com' }]);
      const made = await shop.fixed('By hand', [people[0]!, gone!], { emails: ['late@example.com'] });
      const path = `segments/${made.id}`;
      expect(await host.api.put(path, made)).toMatchObject({ version: 1 });
      await host.api.put(path, { customers: people.slice(0, 3), emails: [] });
      expect((await changesOf(path))[0]).toEqual([
        'Removed: 1 customer picked by hand',
        'Added: 2 customers picked by hand',
        'Removed: 1 address picked by hand',
      ]);
      await host.dataSource.query(`DELETE FROM ${host.customers.table} WHERE ${host.customers.key} = $1`, [
        gone,
      ]);
      expect(await host.api.post(`${path}/versions/1/restore`, {}, 200)).toMatchObject({
        ...{ version: 3, customers: [people[0]], emails: ['late@example.com'] },
      });
      await host.api.upload(`${path}/import-csv`, 'a.csv', 'email\nc1@example.com\n');
      expect((await host.api.get(path)).version).toBe(3);
    });
  });

  describe('versions of an audience', () => {
    it('call campaigns by their name, as segments do', async () => {
      const all30 = await shop.segment('From 30', all(shop.scoreAtLeast(30)));
      const campaign = await host.addCampaign({ segment: all30.id }, 'Spring');
      const audience = await shop.audience('Others', { include_segments: [all30.id] });
      await host.api.put(`audiences/${audience.id}`, { exclude_contacted_in_campaigns: [campaign] });
      const [[added]] = (await changesOf(`audiences/${audience.id}`)) as [[string]];
      expect(added).toBe('Added: keeps out who got campaign “Spring”');

      const got = { contacted: { campaigns: [campaign] }, operator: 'was' };
      const reached = await shop.segment('Reached', all(got));
      expect(reached.summary).toBe('was contacted by campaign “Spring”');
      await host.api.put(`segments/${reached.id}`, { conditions: all({ ...got, operator: 'was_not' }) });
      const [[turned]] = (await changesOf(`segments/${reached.id}`)) as [[string]];
      expect(turned).toMatch(/by campaign “Spring” → was not contacted by campaign “Spring”$/);
    });

    it('name what was put in and taken out, and are restored', async () => {
      const vip = await shop.segment('VIP', all(shop.scoreAtLeast(30)));
      const old = await shop.segment('Old', all(shop.scoreAtLeast(10)));
      const list = await shop.list('Guests', []);
      const made = await shop.audience('Win-back', { include_segments: [vip.id] });
      const path = `audiences/${made.id}`;
      expect(await host.api.put(path, { ...made, include_logic: null })).toMatchObject({ version: 1 });
      await host.api.put(path, {
        ...{
          include_segments: [vip.id, old.id],
          include_logic: 'AND',
          include_customers: people.slice(0, 2),
        },
        ...{ exclude_lists: [list.id], exclude_unsubscribed: false, exclude_contacted_within_days: 7 },
      });
      await host.api.put(path, {
        ...{ include_segments: [vip.id], include_customers: people.slice(1, 4), exclude_lists: [] },
        ...{ exclude_contacted_within_days: 30, name: 'Winning back' },
      });
      await host.api.delete(`segments/${old.id}`);
      expect(await changesOf(path)).toEqual([
        [
          'Renamed: “Win-back” → “Winning back”',
          'Removed: includes segment “Old”',
          'Removed: excludes list “Guests”',
          'Changed: keeps out who was contacted in the last 7 days → keeps out who was contacted in the last 30 days',
          'Removed: includes 1 customer picked by hand',
          'Added: includes 2 customers picked by hand',
        ],
        [
          'Changed: one of the segments is enough → customers must be in all of the segments',
          'Changed: keeps out the unsubscribed → the unsubscribed get it too',
          'Added: includes segment “Old”',
          'Added: excludes list “Guests”',
          'Added: keeps out who was contacted in the last 7 days',
          'Added: includes 2 customers picked by hand',
        ],
        [],
      ]);
      expect((await versionsOf(path)).map(({ summary }) => summary)).toEqual([
        'includes segment “VIP”; the unsubscribed get it too; keeps out who was contacted in the last 30 days; includes 3 customers picked by hand',
        'includes segment “VIP”; includes segment “Old”; excludes list “Guests”; customers must be in all of the segments; the unsubscribed get it too; keeps out who was contacted in the last 7 days; includes 2 customers picked by hand',
        'includes segment “VIP”; keeps out the unsubscribed',
      ]);
      const faults = faultsOf(await host.api.post(`${path}/versions/2/restore`, {}, 422));
      expect(faults).toEqual(['include_segments[1] missing_segment']);
      const restored = await host.api.post(`${path}/versions/1/restore`, {}, 200);
      const { name, include_segments, include_customers, exclude_unsubscribed, customer_count } = made;
      expect(restored).toMatchObject({
        ...{ name, include_segments, include_customers, exclude_unsubscribed, customer_count },
        version: 4,
      });
      expect((await host.api.get(`${path}/versions/4?against=1`)).changes).toEqual([]);
      expect((await host.api.get(`${path}/versions/3`)).definition).toMatchObject({
        include_customers: people.slice(1, 4),
      });
    });

    it('say that who loses the last source reaches everyone', async () => {
      const vip = await shop.segment('VIP', all(shop.scoreAtLeast(30)));
      const made = await shop.audience('Few', { include_segments: [vip.id] });
      const path = `audiences/${made.id}`;
      await host.api.put(path, { include_segments: [] });
      await host.api.put(path, { include_customers: [people[0]] });
      expect(await changesOf(path)).toEqual([
        ['Removed: includes all active customers', 'Added: includes 1 customer picked by hand'],
        ['Removed: includes segment “VIP”', 'Added: includes all active customers'],
        [],
      ]);
      expect((await versionsOf(path))[1]!.summary).toBe(
        'includes all active customers; keeps out the unsubscribed',
      );
    });

    it('say what has another order, by which the ledger charges', async () => {
      const first = await shop.segment('10', all(shop.scoreAtLeast(10)));
      const second = await shop.segment('20', all(shop.scoreAtLeast(20)));
      const third = await shop.segment('30', all(shop.scoreAtLeast(30)));
      const made = await shop.audience('Ordered', { exclude_segments: [first.id, second.id] });
      const path = `audiences/${made.id}`;
      await host.api.put(path, { exclude_segments: [third.id, second.id, first.id] });
      await host.api.put(path, {
        ...{ exclude_segments: [second.id, first.id], include_customers: people.slice(0, 2) },
      });
      await host.api.put(path, { include_customers: [people[1], people[0]] });
      const told = await changesOf(path);
      expect(told).toEqual([
        ['Changed: the order of the customers included by hand'],
        [
          ...['Removed: includes all active customers', 'Removed: excludes segment “30”'],
          'Added: includes 2 customers picked by hand',
        ],
        ['Added: excludes segment “30”', 'Changed: the order of the excluded segments'],
        [],
      ]);
      expect(await loggedOf('audience', made.id)).toEqual(told.slice(0, 3));
    });

    it('are made by files, too', async () => {
      const made = await shop.audience('With a file', { include_customers: [people[0]] });
      await host.api.upload(`audiences/${made.id}/import-csv`, 'Guests.csv', 'email\nc1@example.com\n');
      expect((await changesOf(`audiences/${made.id}`))[0]).toEqual(['Added: includes list “Guests.csv”']);
      const stale = await host.api.put(`audiences/${made.id}`, { name: 'x', version: 1 }, 409);
      expect(stale).toMatchObject({ base: { include_lists: [] }, current: { version: 2 } });
    });
  });

  it('versions of a list hold whom was picked by hand', async () => {
    const made = await shop.list('Guests', [people[0]!], { emails: ['late@example.com'] });
    const path = `lists/${made.id}`;
    expect(made.version).toBe(1);
    expect(await host.api.put(path, made)).toMatchObject({ version: 1, updated_at: made.updated_at });
    await host.api.put(path, { customers: [people[1], people[2]], status: 'draft' });
    expect(await changesOf(path)).toEqual([
      ['Status: active → draft', 'Removed: 1 customer picked by hand', 'Added: 2 customers picked by hand'],
      [],
    ]);
    expect((await host.api.put(path, { emails: [], version: 1 }, 409)).base).toMatchObject({
      customers: [people[0]],
    });
    expect(await host.api.post(`${path}/versions/1/restore`, {}, 200)).toMatchObject({
      ...{ version: 3, customers: [people[0]], emails: ['late@example.com'], status: 'active' },
    });
  });

  it('versions do not tell of who was deleted between them as taken out', async () => {
    const [gone] = await host.addCustomers([{ email: 'gone@example.com' }]);
    const made = [
      ['list', await shop.list('Guests', [people[0]!, gone!])],
      ['segment', await shop.fixed('Friends', [people[0]!, gone!])],
    ] as const;
    await host.dataSource.query(`DELETE FROM ${host.customers.table} WHERE ${host.customers.key} = $1`, [
      gone,
    ]);
    for (const [kind, { id, name }] of made) {
      const path = `${kind}s/${id}`;
      await host.api.put(path, { name: 'Renamed' });
      const changes = [`Renamed: “${name}” → “Renamed”`];
      expect(await changesOf(path)).toEqual([changes, []]);
      expect((await host.api.get(`${path}/versions/2`)).changes).toEqual(changes);
      expect(await loggedOf(kind, id)).toEqual([changes]);
      // The two hold other customers all the same.
      expect((await host.api.get(`${path}/versions/2?against=1`)).changes).toEqual([
        ...changes,
        'Removed: 1 customer picked by hand',
      ]);
    }
  });

  it('versions that do not hold whom was picked are not restored without them', async () => {
    const many = Array.from({ length: 10_001 }, (_, index) => `many${index}@example.com`);
    const kinds = [
      ['lists', await shop.list('Many', [], { emails: many })],
      ['segments', await shop.fixed('Many', [], { emails: many })],
    ] as const;
    for (const [kind, { id }] of kinds) {
      const path = `${kind}/${id}`;
      const left = await host.api.put(path, { name: 'One', emails: ['late@example.com'] });
      const refused = await host.api.post(`${path}/versions/1/restore`, {}, 422);
      expect(faultsOf(refused)).toEqual(['customers not_kept']);
      expect(await host.api.get(path)).toMatchObject({
        ...{ name: 'One', version: left.version, emails: ['late@example.com'] },
      });
    }
  });

  describe('an edit of an older version', () => {
    it('is refused, with what it began with and what there is now', async () => {
      const made = await shop.segment('Ours', all(shop.scoreAtLeast(30)));
      const path = `segments/${made.id}`;
      const theirs = await host.api.put(path, { name: 'Theirs', version: 1 });
      expect(theirs.version).toBe(2);
      const stale = await host.api.put(path, { name: 'Mine', version: 1 }, 409);
      expect(stale).toMatchObject({
        ...{ type: 'about:blank', title: 'Conflict', status: 409 },
        errors: [{ path: 'version', code: 'stale', message: stale.detail }],
        base: { name: 'Ours', conditions: made.conditions, status: 'active' },
      });
      const { counted_at: _, ...current } = theirs;
      expect(stale.current).toMatchObject(current);
      expect((await host.api.put(path, { name: 'Mine', version: 99 }, 409)).base).toBeNull();
      expect(await host.api.get(path)).toMatchObject({ name: 'Theirs', version: 2 });
      expect(await host.api.put(path, { name: 'Merged', version: 2 })).toMatchObject({ version: 3 });
      expect(await host.api.put(path, { name: 'No matter', version: null })).toMatchObject({ version: 4 });
      expect(await host.api.faults('put', path, { version: 'x' })).toEqual(
        expect.arrayContaining(['version invalid']),
      );
    });

    it('never wins: of edits of one version at the same time exactly one is saved', async () => {
      const made = await shop.segment('Contended', all(shop.scoreAtLeast(30)));
      const path = `segments/${made.id}`;
      for (let version = 1; version <= 3; version++) {
        const names = ['a', 'b', 'c', 'd'].map((letter) => `${letter}${version}`);
        const answers = await Promise.all(
          names.map((name) => host.api.ask('put', path).send({ name, version })),
        );
        const saved = answers.filter(({ status }) => status === 200);
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
        const winner = saved[0]!.body.name as string;
        for (const { status, body } of answers)
          if (status === 409) expect(body).toMatchObject({ current: { name: winner, version: version + 1 } });
        expect(await host.api.get(path)).toMatchObject({ name: winner, version: version + 1 });
      }
      expect(await versionsOf(path)).toHaveLength(4);
    });
  });

  it('versions are never changed, nor taken away', async () => {
    await shop.segment('Kept', all(shop.scoreAtLeast(1)));
    for (const sql of [
      `UPDATE targeting.definition_versions SET author = 'nobody'`,
      'DELETE FROM targeting.definition_versions',
      'TRUNCATE targeting.definition_versions',
    ])
      await expect(host.dataSource.query(sql)).rejects.toThrow('never change');
  });
}
