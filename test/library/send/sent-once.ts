import type { Host, Id } from '../../hosts/host.js';
import { hashOf } from '../snapshots.js';

export const contactsOf = async (host: Host, campaign: Id): Promise<Id[]> => {
  const rows = await host.dataSource.query<{ customer_id: Id }[]>(
    'SELECT customer_id FROM targeting.contacts WHERE campaign_id = $1 ORDER BY customer_id',
    [String(campaign)],
  );
  return rows.map(({ customer_id }) => customer_id);
};

export const snapshotsOf = async (host: Host, campaign: Id): Promise<number[]> => {
  const rows = await host.dataSource.query<{ id: number }[]>(
    'SELECT id FROM targeting.snapshots WHERE campaign_id = $1',
    [String(campaign)],
  );
  return rows.map(({ id }) => id);
};

/** One snapshot, and one contact for each of its members; recipients and hash say the same. */
export async function expectSentOnce(host: Host, campaign: Id, members: readonly Id[]): Promise<void> {
  const contacts = await contactsOf(host, campaign);
  expect(new Set(contacts)).toEqual(new Set(members));
  expect(contacts).toHaveLength(members.length);
  const [snapshot, ...more] = await snapshotsOf(host, campaign);
  expect(more).toEqual([]);
  expect(await host.api.get(`snapshots/${snapshot}`)).toMatchObject({
    ...{
      campaign_id: campaign,
      count: members.length,
      sha256: hashOf(members),
      ledger: { final: members.length },
    },
  });
  const frozen = await host.dataSource.query<{ customer_id: Id }[]>(
    'SELECT customer_id FROM targeting.snapshot_members WHERE snapshot_id = $1',
    [snapshot],
  );
  expect(new Set(frozen.map(({ customer_id }) => customer_id))).toEqual(new Set(members));
  expect((await host.recipients(campaign, 'per_page=1')).total).toBe(members.length);
}

/** Nothing of a send is there. */
export async function expectNotSent(host: Host, campaign: Id): Promise<void> {
  expect(await contactsOf(host, campaign)).toEqual([]);
  expect(await snapshotsOf(host, campaign)).toEqual([]);
  expect((await host.recipients(campaign)).total).toBe(0);
}
