import type { Host, Id } from '../hosts/host.js';
import { all, any, Shop } from './shop.js';

/** Who uses lists and fields. */
export function usageTests(open: () => Host) {
  let host: Host;
  let shop: Shop;
  beforeEach(async () => {
    host = open();
    shop = new Shop(host);
    await host.clear();
  });

  const usage = async (path: string) => {
    const found = (await host.api.get(`${path}`)) as Record<string, { id: Id; name: string }[]>;
    return Object.fromEntries(
      Object.entries(found).map(([kind, rows]) => [kind, rows.map(({ name }) => name)]),
    );
  };
  const isIn = ({ id }: { id: number }) => all({ segment: id, operator: 'in' });

  it('a list is used by rules and audiences that name it, and by what uses these', async () => {
    const [ann] = await shop.people(50);
    const list = await shop.list('On file', [ann!]);
    const naming = await shop.segment(
      'Naming',
      any(shop.scoreAtLeast(1), all({ list: list.id, operator: 'not_in' })),
    );
    const referring = await shop.segment('Referring', isIn(naming));
    await shop.segment('Put away', all({ list: list.id, operator: 'in' }), { status: 'archived' });
    const other = await shop.segment('Other', all(shop.scoreAtLeast(1)));
    const direct = await shop.audience('Direct', { exclude_lists: [list.id], include_segments: [naming.id] });
    await shop.audience('At depth', { exclude_segments: [referring.id], status: 'draft' });
    await shop.audience('Unrelated', { include_segments: [other.id] });
    await host.addCampaign({ audience: direct.id }, 'To the audience');
    await host.addCampaign({ segment: referring.id }, 'To the segment');
    await host.addCampaign({ segment: other.id }, 'To others');
    const sent = await host.addCampaign({ segment: naming.id }, 'Sent');
    expect((await host.send(sent)).status).toBe(200);

    const used = await usage(`lists/${list.id}/usage`);
    expect({ ...used, campaigns: [...used.campaigns!].sort() }).toEqual({
      segments: ['Naming'],
      audiences: ['Direct', 'At depth'],
      campaigns: ['To the audience', 'To the segment'],
    });
    const unused = await shop.list('Unused', []);
    const counts = new Map<unknown, object>();
    for (const { id, used_by } of (await host.api.get('lists')).data) counts.set(id, used_by);
    expect(counts).toEqual(
      new Map([
        [list.id, { segments: 1, audiences: 2, campaigns: 2 }],
        [unused.id, { segments: 0, audiences: 0, campaigns: 0 }],
      ]),
    );
    expect((await host.api.get(`lists/${list.id}`)).used_by).toEqual(counts.get(list.id));
    expect(await usage(`lists/${unused.id}/usage`)).toEqual({ segments: [], audiences: [], campaigns: [] });
    await host.api.get('lists/2000000000/usage', 404);
    const fixed = await shop.fixed('By hand', [ann!]);
    await host.api.get(`lists/${fixed.list_id}/usage`, 404);
  });

  it('a field is used by the rules that ask it, and by what uses these', async () => {
    const { score, city } = host.fields;
    const asking = await shop.segment('Asking', all(shop.livesIn('Rome'), any(shop.scoreAtLeast(1))));
    const amount = {
      event: 'purchase',
      operator: 'did',
      where: all({ field: 'amount', operator: 'at_least', value: 5 }),
    };
    await shop.segment('Buying', all(amount), { status: 'draft' });
    const referring = await shop.segment('Referring', isIn(asking));
    await shop.fixed('By hand', []);
    const audience = await shop.audience('At depth', { include_segments: [referring.id] });
    await host.addCampaign({ audience: audience.id }, 'To the audience');

    const byAsking = { segments: ['Asking'], audiences: ['At depth'], campaigns: ['To the audience'] };
    expect(await usage(`fields/${city}/usage`)).toEqual(byAsking);
    expect(await usage(`fields/${encodeURIComponent(score)}/usage`)).toEqual(byAsking);
    const none = { segments: [], audiences: [], campaigns: [] };
    expect(await usage(`fields/amount/usage?event=purchase`)).toEqual({ ...none, segments: ['Buying'] });
    // What cannot be read any more is found all the same.
    await host.dataSource.query(
      `UPDATE targeting.segments SET conditions = jsonb_set(conditions, '{rules,0,operator}', '"gone"') WHERE id = $1`,
      [asking.id],
    );
    expect(await usage(`fields/${city}/usage`)).toEqual(byAsking);

    await host.api.get('fields/gone/usage', 404);
    await host.api.get(`fields/${city}/usage?event=purchase`, 404);
    await host.api.get('fields/amount/usage?event=gone', 404);
  });
}
