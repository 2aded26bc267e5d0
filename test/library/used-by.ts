import type { Host, Id } from '../hosts/host.js';
import { all, any, Shop } from './shop.js';

/** How many use what, in the list of segments and of lists. */
export function usedByTests(open: () => Host) {
  let host: Host;
  let shop: Shop;
  beforeAll(async () => {
    host = open();
    shop = new Shop(host);
    await host.clear();
  });

  const unused = { segments: 0, audiences: 0, campaigns: 0 };
  const usedBy = async (resource: string): Promise<Record<Id, object>> => {
    const { data } = await host.api.get(`${resource}?sort=id`);
    const rows = data as { id: Id; used_by: object }[];
    return Object.fromEntries(rows.map((row) => [row.id, row.used_by]));
  };

  it('counts each user once, however often and however deep it names a thing', async () => {
    const [ann] = await shop.people(50);
    const used = await shop.segment('Used', all(shop.scoreAtLeast(30)));
    const other = await shop.segment('Other', all(shop.scoreAtLeast(40)));
    const list = await shop.list('On file', [ann!]);
    const isUsed = { segment: used.id, operator: 'in' };
    const deep = await shop.segment(
      'Deep',
      all(isUsed, any(all(isUsed, { segment: other.id, operator: 'in' }), { list: list.id, operator: 'in' })),
    );
    await shop.audience('Both ways', {
      include_segments: [used.id],
      exclude_segments: [used.id],
      include_lists: [list.id],
      exclude_lists: [list.id],
    });
    await shop.audience('Draft', { include_segments: [used.id, other.id], status: 'draft' });
    await shop.audience('Archived', { include_segments: [used.id], status: 'archived' });
    await host.addCampaign({ segment: used.id });
    await host.addCampaign({ segment: used.id });
    const sent = await host.addCampaign({ segment: other.id });
    expect((await host.send(sent)).status).toBeLessThan(300);

    expect(await usedBy('segments')).toEqual({
      [used.id]: { segments: 1, audiences: 2, campaigns: 2 },
      [other.id]: { segments: 1, audiences: 1, campaigns: 0 },
      [deep.id]: unused,
    });
    expect(await usedBy('lists')).toEqual({ [list.id]: { segments: 1, audiences: 1, campaigns: 0 } });
    const { used_by: ofOne } = await host.api.get(`segments/${used.id}`);
    const usage = await host.api.get(`segments/${used.id}/usage`);
    for (const kind of ['segments', 'audiences', 'campaigns'])
      expect([kind, ofOne[kind]]).toEqual([kind, usage[kind].length]);
  });

  it('asks for several states at a time', async () => {
    await shop.segment('A draft', all(shop.scoreAtLeast(1)), { status: 'draft' });
    await shop.segment('Put away', all(shop.scoreAtLeast(1)), { status: 'archived' });
    const count = async (query: string) => (await host.api.get(`segments?${query}`)).total as number;
    expect(await count('status=active&status=draft')).toBe(
      (await count('status=active')) + (await count('status=draft')),
    );
    expect(await count('status=active&status=draft&status=archived')).toBe(await count(''));
    await host.api.get('segments?status=active&status=gone', 422);
  });
}
