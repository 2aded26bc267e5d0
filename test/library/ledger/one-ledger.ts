import { parse } from 'csv-parse/sync';
import { isDeepStrictEqual } from 'node:util';
import type { Host, Id } from '../../hosts/host.js';
import { contactsOf } from '../send/sent-once.js';
import type { Expected } from './model.js';

/** Where the numbers of one audience are shown. */
export interface Shown {
  audienceId: number;
  campaign: Id;
  /** Of the preview before it was saved. */
  ledger: any;
  /** The snapshot that was taken by hand. */
  taken: any;
}

/** Before it is sent: the review, the snapshot, the export and the page of the audience say the same. */
export async function checkBeforeSend(host: Host, shown: Shown, { members }: Expected): Promise<void> {
  const { audienceId, campaign, ledger, taken } = shown;
  const review = await host.review(campaign);
  expect(review).toMatchObject({ count: members.size });
  expect(review.ledger).toEqual(ledger);
  expect(taken.ledger).toEqual(ledger);
  const { text } = await host.api.ask('get', `audiences/${audienceId}/export`);
  const [, ...rows] = parse(text);
  expect(new Set(rows.map(([id]) => id))).toEqual(new Set([...members.keys()].map(String)));
  expect(rows).toHaveLength(members.size);
  const refused = await host.send(campaign, { confirmEveryone: true, expectedCount: members.size + 1 });
  expect(refused.status).toBe(409);
}

/** What was sent is what was reviewed; each who was kept out has one reason, and the reasons are those of the ledger. */
export async function checkAfterSend(
  host: Host,
  { campaign, ledger, taken }: Shown,
  sent: number,
  { members }: Expected,
): Promise<void> {
  const { api } = host;
  const snapshot = await api.get(`snapshots/${sent}`);
  expect(snapshot.ledger).toEqual(ledger);
  expect(await host.drift(campaign)).toMatchObject({
    ...{ entered: 0, left: 0, reviewed: { count: members.size }, now: { count: members.size } },
  });
  for (const id of [taken.id, sent]) {
    const frozen = await api.all(`snapshots/${id}/members`);
    const excluded = await api.all(`snapshots/${id}/excluded`);
    const everyone = [...frozen, ...excluded].map(({ id }) => id as Id);
    expect(new Set(everyone).size).toBe(ledger.included);
    expect(everyone).toHaveLength(ledger.included);
    expect(frozen).toHaveLength(ledger.final);
    const lines = ledger.exclusions as { alone: number; removed: number }[];
    const reasoned = lines.map(({ alone: _alone, removed: _removed, ...reason }) => {
      return excluded.filter((row) => isDeepStrictEqual(row.reason, reason)).length;
    });
    expect(reasoned).toEqual(lines.map(({ removed }) => removed));
    expect(await api.get(`snapshots/${id}/verify`)).toMatchObject({
      hash_matches: true,
      members_match: true,
    });
  }
  expect(await api.get(`snapshots/${taken.id}/diff?against=${sent}`)).toMatchObject({
    ...{ entered: 0, left: 0, stayed: members.size, changes: [] },
  });
  expect(await api.get(`snapshots/${sent}/diff?against=now`)).toMatchObject({
    ...{ entered: 0, left: 0, stayed: members.size, changes: [] },
  });
  expect(new Set(await contactsOf(host, campaign))).toEqual(new Set(members.keys()));
}
