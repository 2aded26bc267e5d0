import type { Host, Id } from '../hosts/host.js';
import { Shop } from './shop.js';

/** What is frozen can be trusted: nothing changes it. */
export function snapshotTrustTests(open: () => Host) {
  let host: Host;
  let shop: Shop;
  let people: Id[];
  const sql = (statement: string, parameters?: unknown[]) => host.dataSource.query(statement, parameters);
  const take = (audience: number): Promise<any> => host.api.post(`audiences/${audience}/snapshots`);

  beforeAll(() => {
    host = open();
  });
  beforeEach(async () => {
    shop = new Shop(host);
    await host.clear();
    people = await shop.people(10, 20, 30, 40, 50, 60);
  });

  describe('the database itself', () => {
    it('refuses to change what is frozen', async () => {
      const audience = await shop.audience('Frozen', {
        include_customers: people,
        exclude_customers: [people[0]],
      });
      const taken = await take(audience.id);
      for (const [table, change] of [
        ['snapshots', 'count = 1'],
        ['snapshot_members', `sources = '{}'`],
        ['snapshot_excluded', 'reason = 0'],
      ])
        for (const statement of [
          `UPDATE targeting.${table} SET ${change}`,
          `DELETE FROM targeting.${table}`,
          `TRUNCATE targeting.${table}`,
          `TRUNCATE targeting.${table} CASCADE`,
        ])
          await expect(sql(statement)).rejects.toThrow(/never change/);
      expect(await host.api.get(`snapshots/${taken.id}`)).toEqual(taken);
      expect(await host.api.all(`snapshots/${taken.id}/members`)).toHaveLength(5);
    });
  });
}
