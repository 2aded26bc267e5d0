import { AuditLog } from 'nest-targeting';
import type { Host, Id } from '../hosts/host.js';
import { all, Shop } from './shop.js';

/** What these tests look at in an entry. */
interface Entry {
  id: number;
  at: string;
  action: string;
  kind: string;
  subject_id: Id | null;
  subject_name: string | null;
  version: number | null;
  details: Record<string, unknown>;
}

/** Who did what is logged with what is done, and stays. */
export function auditTests(open: () => Host) {
  let host: Host;
  let shop: Shop;
  let people: Id[];
  beforeAll(() => {
    host = open();
  });
  beforeEach(async () => {
    await host.clear();
    shop = new Shop(host);
    people = await shop.people(10, 20, 30, 40);
  });

  const find = async (query = ''): Promise<Entry[]> =>
    ((await host.api.get(`audit?${query}`)) as { data: Entry[] }).data;
  /** `kind action` of each, the oldest first. */
  const told = async (query = '') =>
    (await find(`order=asc&${query}`)).map(({ kind, action }) => `${kind} ${action}`);

  describe('the log', () => {
    it('tells what was done to definitions, with what changed in words', async () => {
      const { id } = await shop.segment('VIP', all(shop.scoreAtLeast(30)));
      const path = `segments/${id}`;
      await host.api.put(path, { conditions: all(shop.scoreAtLeast(40)) });
      await host.api.put(path, {});
      await host.api.put(path, { name: 'x', version: 1 }, 409);
      await host.api.put(path, { conditions: all() }, 422);
      await host.api.put(path, { status: 'archived' });
      await host.api.put(path, { status: 'active' });
      await host.api.post(`${path}/versions/1/restore`, {}, 200);
      const copy = await host.api.post(`${path}/duplicate`);
      await host.api.delete(path);
      expect(await told()).toEqual(
        ['created', 'updated', 'archived', 'activated', 'restored', 'duplicated', 'deleted'].map(
          (action) => `segment ${action}`,
        ),
      );
      const entries = await find(`kind=segment&subject_id=${id}`);
      expect(entries.map(({ version }) => version)).toEqual([null, 5, 4, 3, 2, 1]);
      const { changes } = (await find('action=updated'))[0]!.details as { changes: string[] };
      expect(changes).toEqual([expect.stringMatching(/^Changed: .*30 → .*40$/)]);
      expect((await find('action=restored'))[0]!.details).toMatchObject({ restored_version: 1 });
      expect((await find(`subject_id=${copy.id}`))[0]).toMatchObject({
        ...{ subject_id: copy.id, subject_name: 'VIP (copy)', version: 1, actor: null },
        details: { of: { id, name: 'VIP' }, summary: expect.stringContaining('30') },
      });
    });

    it('tells of audiences, lists, imports, snapshots, sends and exports', async () => {
      const list = await shop.list('Guests', [people[0]!]);
      const audience = await shop.audience('Win-back', { include_lists: [list.id] });
      const csv = 'email\nc1@example.com\nnobody@example.com\nno address\n';
      const report = await host.api.upload(`lists/${list.id}/import-csv`, 'people.csv', csv);
      const fixed = await shop.fixed('Fixed', []);
      await host.api.upload(`segments/${fixed.id}/import-csv`, 'more.csv', csv);
      await host.api.post(`imports/${report.id}/undo`, {}, 200);
      await host.api.post(`imports/${report.id}/undo`, {}, 409);
      const snapshot = await host.api.post(`audiences/${audience.id}/snapshots`);
      const { text } = await host.api.ask('get', `audiences/${audience.id}/export`).expect(200);
      expect(text).toContain(String(people[0]));
      await host.api.get('segments/4711/export', 404);
      await host.send(await host.addCampaign({ audience: audience.id }));
      const library = (await find('order=asc')).filter(({ kind }) => kind !== 'campaign');
      expect(library.map(({ kind, action }) => `${kind} ${action}`)).toEqual([
        ...['list created', 'audience created', 'import imported', 'segment created', 'import imported'],
        ...[
          'import import_undone',
          'snapshot snapshot_taken',
          'audience exported',
          'snapshot snapshot_taken',
        ],
      ]);
      const [imported, intoFixed] = library.filter(({ action }) => action === 'imported');
      expect(imported).toMatchObject({
        ...{ subject_id: report.id, subject_name: 'people.csv' },
        details: {
          ...{ list: { id: list.id, name: 'Guests' }, mode: 'append', rows: 3, matched: 1, created: 0 },
          ...{ duplicates: 0, unmatched: 1, rejected: 1 },
        },
      });
      expect(intoFixed!.details).toMatchObject({ segment: { id: fixed.id, name: 'Fixed' } });
      expect(JSON.stringify(library)).not.toContain('example.com');
      expect((await find(`kind=snapshot&subject_id=${snapshot.id}`))[0]).toMatchObject({
        subject_name: 'Win-back',
        details: { audience: { id: audience.id }, count: 1, sha256: snapshot.sha256 },
      });
    });

    it('is filtered and paged', async () => {
      const before = new Date().toISOString();
      for (const name of ['a', 'b', 'c']) await shop.segment(name, all(shop.scoreAtLeast(1)));
      await shop.audience('d', {});
      const entries = await find();
      expect(entries.map(({ subject_name }) => subject_name)).toEqual(['d', 'c', 'b', 'a']);
      const page = await host.api.get('audit?kind=segment&per_page=2&page=2');
      expect(page).toMatchObject({ total: 3, data: [{ subject_name: 'a' }] });
      expect(await find(`from=${entries[1]!.at}`)).toEqual(entries.slice(0, 2));
      expect(await find(`to=${entries[1]!.at}`)).toEqual(entries.slice(2));
      expect(await find(`to=${before.slice(0, 10)}`)).toEqual([]);
      for (const none of ['actor=nobody', 'kind=list', 'action=deleted', 'subject_id=x'])
        expect(await find(none)).toEqual([]);
      for (const wrong of ['from=yesterday', 'sort=at', 'subject=1'])
        await host.api.get(`audit?${wrong}`, 422);
    });

    it('is written with what it tells of, or not at all', async () => {
      const log = host.app.get(AuditLog, { strict: false });
      const entry = { actor: 'ann', action: 'waved', kind: 'flag', subjectId: 'x-1', subjectName: 'A flag' };
      const attempt = host.dataSource.transaction(async (manager) => {
        await log.record(entry, manager);
        throw new Error('broken off');
      });
      await expect(attempt).rejects.toThrow('broken off');
      expect(await find()).toEqual([]);
      await log.record({ ...entry, details: { colour: 'red' } }, host.dataSource.manager);
      expect(await find('actor=ann&kind=flag&subject_id=x-1')).toMatchObject([
        { ...{ subject_id: 'x-1', subject_name: 'A flag', version: null }, details: { colour: 'red' } },
      ]);
    });

    it('is never changed, nor emptied', async () => {
      await shop.segment('a', all(shop.scoreAtLeast(1)));
      for (const sql of [
        `UPDATE targeting.audit_log SET actor = 'nobody'`,
        'DELETE FROM targeting.audit_log WHERE id = 1',
        'TRUNCATE targeting.audit_log',
      ])
        await expect(host.dataSource.query(sql)).rejects.toThrow('never change');
      expect(await find()).toHaveLength(1);
    });
  });
}
