import type { Host, Id } from '../hosts/host.js';
import { all, idsOf, Shop } from './shop.js';

/** Members by key: nobody twice, nobody lost, in every order. */
export function memberTests(open: () => Host) {
  let host: Host;
  let shop: Shop;
  let segment: { id: number };
  beforeAll(async () => {
    host = open();
    shop = new Shop(host);
    await host.clear();
    segment = await shop.segment('Scored', all(shop.scoreAtLeast(1)));
  });

  describe('members', () => {
    it('are paged while others come and go: none twice, none lost', async () => {
      const stable = await shop.people(...Array.from({ length: 60 }, () => 5));
      const doomed = await shop.people(...Array.from({ length: 20 }, () => 5));
      for (const sort of ['id', 'name', 'email']) {
        for (const order of ['asc', 'desc']) {
          const seen: Id[] = [];
          for (let next: string | null = '', page = 0; next !== null; page++) {
            const found: any = await host.api.get(
              `segments/${segment.id}/members?sort=${sort}&order=${order}&per_page=7${next && `&after=${next}`}`,
            );
            seen.push(...idsOf(found.data as { id: Id }[]));
            next = found.next;
            await host.addCustomers(
              [-1, 0, 1].map((at) => ({
                name: `Customer ${page * 7 + at}`,
                email: `${sort}.${order}.${page}.${at + 1}@example.com`,
                score: 1,
              })),
            );
            const [gone] = doomed.splice(0, 1);
            if (gone)
              await host.dataSource.query(
                `DELETE FROM ${host.customers.table} WHERE ${host.customers.key} = $1`,
                [gone],
              );
          }
          expect(new Set(seen).size).toBe(seen.length);
          expect(stable.filter((id) => !seen.includes(id))).toEqual([]);
        }
      }
    });

    it('are sorted by name and e-mail, equal and missing ones by key, page by page', async () => {
      await host.clear();
      segment = await shop.segment('Scored', all(shop.scoreAtLeast(1)));
      const names = [
        'Ann',
        null,
        'ann',
        'Zoë',
        '',
        'Ann',
        null,
        'Élan',
        'Bo',
        'Bo',
        'Bo',
        ' ',
        '😀',
        'Bo\\"',
      ];
      const ids = await host.addCustomers(
        names.map((name, index) => ({
          name,
          email: index % 3 ? `${index % 2 ? 'X' : 'x'}${index}@e.org` : null,
          score: 1,
        })),
      );
      for (const sort of ['name', 'email', 'id'] as const) {
        for (const order of ['asc', 'desc']) {
          const path = `segments/${segment.id}/members?sort=${sort}&order=${order}`;
          const whole = (await host.api.get(path)).data as {
            id: Id;
            name: string | null;
            email: string | null;
          }[];
          const paged = await host.api.all(path, 1);
          expect(idsOf(paged)).toEqual(idsOf(whole));
          expect(new Set(idsOf(whole))).toEqual(new Set(ids));
          const sign = order === 'asc' ? 1 : -1;
          const bytes = (row: (typeof whole)[number]) => Buffer.from(sort === 'id' ? '' : (row[sort] ?? ''));
          const inOrder = [...whole].sort(
            (a, b) => sign * (Buffer.compare(bytes(a), bytes(b)) || (a.id < b.id ? -1 : 1)),
          );
          expect(idsOf(whole)).toEqual(idsOf(inOrder));
        }
      }
    });

    it('are searched by name, e-mail and key, whatever the case, as plain text', async () => {
      await host.clear();
      segment = await shop.segment('Scored', all(shop.scoreAtLeast(1)));
      const ids = await host.addCustomers([
        { name: 'Zoë 100%', email: 'zoe@example.com', score: 1 },
        { name: 'zoe under_score', email: 'ZOE2@example.com', score: 1 },
        { name: null, email: null, score: 1 },
      ]);
      const found = async (q: string) =>
        idsOf(
          (await host.api.get(`segments/${segment.id}/members?q=${encodeURIComponent(q)}`)).data as {
            id: Id;
          }[],
        );
      expect(await found('ZOË')).toEqual([ids[0]]);
      expect(await found('Zoe\u0308')).toEqual([ids[0]]);
      expect(await found('zoe')).toHaveLength(2);
      expect(await found('%')).toEqual([ids[0]]);
      expect(await found('_')).toEqual([ids[1]]);
      expect(await found('\\')).toEqual([]);
      expect(await found(String(ids[2]))).toEqual(expect.arrayContaining([ids[2]]));
      expect(await host.api.get(`segments/${segment.id}/members?q=example&per_page=1`)).toMatchObject({
        total: 2,
        next: expect.any(String),
      });
      await host.api.get(`segments/${segment.id}/members?q=%00`, 422);
    });

    it('refuse what is no page', async () => {
      const first = await host.api.get(`segments/${segment.id}/members?per_page=1&sort=name`);
      for (const query of [
        'per_page=0',
        'per_page=1001',
        'per_page=x',
        'sort=score',
        'after=x',
        `after=${first.next}`,
        'order=up',
        'aftr=x',
        'as_of=soon',
      ])
        await host.api.get(`segments/${segment.id}/members?${query}`, 422);
    });
  });
}
