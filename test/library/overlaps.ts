import type { Host } from '../hosts/host.js';
import { all, Shop } from './shop.js';

/** Who is in several segments at once. */
export function overlapTests(open: () => Host) {
  let host: Host;
  let shop: Shop;
  beforeAll(async () => {
    host = open();
    shop = new Shop(host);
    await host.clear();
  });

  it('counts who is in exactly which segments, drafts too, and names them as asked', async () => {
    const people = await shop.people(10, 20, 20, 30, 30, 30);
    const twenty = await shop.segment('From 20', all(shop.scoreAtLeast(20)));
    const thirty = await shop.segment('From 30', all(shop.scoreAtLeast(30)), { status: 'draft' });
    const fixed = await shop.fixed('By hand', [people[0]!, people[5]!]);
    const segments = [fixed.id, thirty.id, twenty.id];
    expect(await host.api.post('segments/overlap', { segments }, 200)).toEqual({
      regions: [
        { in: [twenty.id], count: 2 },
        { in: [thirty.id, twenty.id], count: 2 },
        { in: [fixed.id], count: 1 },
        { in: segments, count: 1 },
      ],
      union: 6,
    });
  });

  it('finds the active segments with the same people', async () => {
    await host.clear();
    const [first, second] = await shop.people(10, 20, 30, 40);
    const own = await shop.segment('From 20', all(shop.scoreAtLeast(20)));
    const same = await shop.segment('The same', all({ segment: own.id, operator: 'in' }));
    const more = await shop.segment('Everybody', all(shop.scoreAtLeast(0)));
    const fixed = await shop.fixed('Two by hand', [first!, second!]);
    await shop.segment('Nobody', all(shop.scoreAtLeast(99)));
    await shop.fixed('Others', [first!]);
    await shop.segment('A draft', all(shop.scoreAtLeast(20)), { status: 'draft' });
    await shop.segment('Put away', all(shop.scoreAtLeast(20)), { status: 'archived' });
    const broken = await shop.segment('Broken', all(shop.scoreAtLeast(20)));
    await host.dataSource.query(`UPDATE targeting.segments SET conditions = '{}' WHERE id = $1`, [broken.id]);
    expect(await host.api.get(`segments/${own.id}/similar`)).toEqual({
      data: [
        { id: same.id, name: 'The same', count: 3, both: 3, jaccard: 1 },
        { id: more.id, name: 'Everybody', count: 4, both: 3, jaccard: 0.75 },
        { id: fixed.id, name: 'Two by hand', count: 2, both: 1, jaccard: 0.25 },
      ],
    });
    await host.api.get('segments/2000000000/similar', 404);
    const { errors } = await host.api.get(`segments/${broken.id}/similar`, 422);
    expect(errors[0].path).toMatch(/^conditions/);

    const faults = (segments: unknown) => host.api.faults('post', 'segments/overlap', { segments });
    expect(await faults([own.id, 2_000_000_000])).toEqual(['segments[1] missing_segment']);
    for (const fault of await faults([broken.id, own.id])) expect(fault).toMatch(/^segments\[0\] /);
    for (const segments of [[own.id], [own.id, own.id], Array.from({ length: 9 }, (_, id) => id + 1), 'all'])
      expect(await faults(segments)).toContain('segments invalid');
  });

  it('refuses what is archived, which nobody counts on', async () => {
    const one = await shop.segment('One', all(shop.scoreAtLeast(20)));
    const gone = await shop.segment('Put away', all(shop.scoreAtLeast(20)), { status: 'archived' });
    expect(await host.api.faults('post', 'segments/overlap', { segments: [one.id, gone.id] })).toEqual([
      'segments[1] archived_segment',
    ]);
  });
}
