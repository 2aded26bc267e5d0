import type { Host, Id } from '../hosts/host.js';
import { all, idsOf, Shop } from './shop.js';

/** What new rules would change. */
export function impactTests(open: () => Host) {
  let host: Host;
  let shop: Shop;
  let people: Id[];
  beforeEach(async () => {
    host = open();
    shop = new Shop(host);
    await host.clear();
    people = await shop.people(10, 20, 30, 40);
  });

  const isIn = ({ id }: { id: number }) => all({ segment: id, operator: 'in' });
  const impact = (id: number, conditions: object, status = 200) =>
    host.api.post(`segments/${id}/impact`, { conditions }, status);

  it('names who comes and who goes, and all that use the segment, with both counts', async () => {
    const edited = await shop.segment('Edited', all(shop.scoreAtLeast(30)));
    const inner = await shop.segment('Inner', isIn(edited), { status: 'draft' });
    const outer = await shop.segment('Outer', isIn(inner));
    await shop.segment('Put away', isIn(edited), { status: 'archived' });
    await shop.segment('Unrelated', all(shop.scoreAtLeast(0)));
    const excluding = await shop.audience('Excluding', { exclude_segments: [outer.id] });
    const campaign = await host.addCampaign({ audience: excluding.id }, 'To the audience');
    const direct = await host.addCampaign({ segment: outer.id }, 'To the segment');
    const conditions = all({ ...shop.scoreAtLeast(20), operator: 'less_than' });

    const answer = await impact(edited.id, conditions);
    expect(answer).toEqual({
      before: 2,
      after: 1,
      entering: 1,
      leaving: 2,
      entering_sample: [{ id: people[0], name: expect.any(String), email: expect.any(String) }],
      leaving_sample: expect.any(Array),
      affected: {
        segments: [
          { id: inner.id, name: 'Inner', before: 2, after: 1 },
          { id: outer.id, name: 'Outer', before: 2, after: 1 },
        ],
        audiences: [{ id: excluding.id, name: 'Excluding', before: 2, after: 3 }],
        campaigns: expect.arrayContaining([
          { id: campaign, name: 'To the audience', before: 2, after: 3 },
          { id: direct, name: 'To the segment', before: 2, after: 1 },
        ]),
      },
    });
    expect(new Set(idsOf(answer.leaving_sample))).toEqual(new Set(people.slice(2)));
    expect((await host.api.get(`segments/${edited.id}`)).customer_count).toBe(2);
  });

  it('refuses rules that could not be saved, a cycle among them, and static segments', async () => {
    const edited = await shop.segment('Edited', all(shop.scoreAtLeast(30)));
    const inner = await shop.segment('Inner', isIn(edited));
    const outer = await shop.segment('Outer', isIn(inner));
    const faults = (id: number, conditions?: object) =>
      host.api.faults('post', `segments/${id}/impact`, { conditions });
    expect(await faults(edited.id, all(shop.scoreAtLeast(1), { segment: outer.id, operator: 'in' }))).toEqual(
      ['conditions.rules[1].segment cycle'],
    );
    expect(await faults(edited.id, isIn(edited))).toEqual(['conditions.rules[0].segment cycle']);
    expect(await faults(edited.id, all())).toEqual(['conditions.rules empty']);
    expect(await faults(edited.id)).toContain('conditions invalid');
    const fixed = await shop.fixed('By hand', [people[0]!]);
    expect(await faults(fixed.id, all(shop.scoreAtLeast(30)))).toEqual(['conditions invalid']);
    await impact(2_000_000_000, all(shop.scoreAtLeast(30)), 404);
  });

  it('has nobody in what is not valid: a segment being mended, and what stays broken', async () => {
    const broken = await shop.segment('Broken', all(shop.scoreAtLeast(30)));
    const other = await shop.segment('Other', all(shop.scoreAtLeast(30)));
    await shop.segment(
      'Of both',
      all({ segment: broken.id, operator: 'in' }, { segment: other.id, operator: 'in' }),
    );
    const mended = await shop.segment('Mended by it', isIn(broken));
    const breaking = (id: number) =>
      host.dataSource.query(`UPDATE targeting.segments SET conditions = '{}' WHERE id = $1`, [id]);
    await breaking(broken.id);
    expect(await impact(broken.id, all(shop.scoreAtLeast(20)))).toMatchObject({
      before: null,
      after: 3,
      entering: 3,
      leaving: 0,
      affected: {
        segments: [
          { before: null, after: 2 },
          { id: mended.id, before: null, after: 3 },
        ],
      },
    });
    await breaking(other.id);
    const { affected } = await impact(broken.id, all(shop.scoreAtLeast(20)));
    expect(affected.segments[0]).toMatchObject({ name: 'Of both', before: null, after: null });
  });
}
