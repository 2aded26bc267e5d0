import fc from 'fast-check';
import type { Host, Id } from '../../hosts/host.js';
import { hashOf } from '../snapshots.js';
import { Shop } from '../shop.js';
import { type Audience, type Expected, expectedOf } from './model.js';
import { checkAfterSend, checkBeforeSend, type Shown } from './one-ledger.js';
import { peopleInWorld, type World } from './world.js';

const some = (of: fc.Arbitrary<number>, maxLength: number): fc.Arbitrary<number[]> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constant<number[]>([]) },
    { weight: 2, arbitrary: fc.uniqueArray(of, { minLength: 1, maxLength }) },
  );
const few = some(fc.nat({ max: peopleInWorld - 1 }), 8);
const position = fc.nat({ max: 1_000 });

const includes = {
  includeSegments: some(position, 4),
  includeLists: some(position, 2),
  includeCustomers: few,
};
const nothing = fc.constant({
  includeSegments: [] as number[],
  includeLists: [] as number[],
  includeCustomers: [] as number[],
});
const anythingElse = fc.record({
  includeLogic: fc.constantFrom<('AND' | 'OR')[]>('AND', 'OR'),
  excludeSegments: some(position, 3),
  excludeCustomers: few,
  excludeLists: some(position, 2),
  excludeUnsubscribed: fc.constantFrom(true, true, false),
  withinDays: fc.option(fc.integer({ min: 1, max: 12 })),
  inCampaigns: some(position, 2),
});

/** An audience by positions, which a world makes a real one. Now and then it is for everyone. */
export const anAudience = fc
  .tuple(
    fc.oneof({ weight: 1, arbitrary: nothing }, { weight: 9, arbitrary: fc.record(includes) }),
    anythingElse,
  )
  .map(([included, rest]) => ({ ...included, ...rest }));
type Drawn = typeof anAudience extends fc.Arbitrary<infer T> ? T : never;

export function inWorld(drawn: Drawn, { people, segments, lists, campaigns }: World): Audience {
  const pick = <T>(positions: number[], from: readonly T[]): T[] => [
    ...new Set(positions.map((at) => from[at % from.length]!)),
  ];
  const ids = people.map(({ id }) => id);
  return {
    ...drawn,
    includeSegments: pick(drawn.includeSegments, segments),
    includeLists: pick(drawn.includeLists, lists),
    includeCustomers: pick(drawn.includeCustomers, ids),
    excludeSegments: pick(drawn.excludeSegments, segments),
    excludeCustomers: pick(drawn.excludeCustomers, ids),
    excludeLists: pick(drawn.excludeLists, lists),
    inCampaigns: pick(drawn.inCampaigns, campaigns),
  };
}

export const wireOf = (audience: Audience) => ({
  include_segments: audience.includeSegments.map(({ id }) => id),
  include_logic: audience.includeLogic,
  include_lists: audience.includeLists.map(({ id }) => id),
  include_customers: audience.includeCustomers,
  exclude_segments: audience.excludeSegments.map(({ id }) => id),
  exclude_customers: audience.excludeCustomers,
  exclude_lists: audience.excludeLists.map(({ id }) => id),
  exclude_unsubscribed: audience.excludeUnsubscribed,
  exclude_contacted_within_days: audience.withinDays,
  exclude_contacted_in_campaigns: audience.inCampaigns,
});

/** Preview, members, snapshot, send, recipients and contact log say what the plain sets say. */
export async function checkAudience(host: Host, world: World, audience: Audience): Promise<void> {
  const { api } = host;
  const wire = wireOf(audience);
  const expected = expectedOf(audience, world.people, Date.now());

  const preview = await api.post('audiences/preview', wire, 200);
  expect(preview).toMatchObject({ count: expected.members.size, ledger: expected.ledger });
  checkIdentity(preview.ledger);
  expect(preview.sample).toHaveLength(Math.min(10, expected.members.size));
  for (const { id, sources } of preview.sample) expect(sources).toEqual(expected.members.get(id));

  const { id, customer_count } = await new Shop(host).audience('Random', wire);
  expect(customer_count).toBe(expected.members.size);
  const page = await api.get(`audiences/${id}/members?per_page=7&sort=name`);
  const members: { id: Id; sources: string[] }[] = [
    ...page.data,
    ...(page.next ? await api.all(`audiences/${id}/members?sort=name&after=${page.next}`) : []),
  ];
  expect(page.total).toBe(expected.members.size);
  expect(new Map(members.map((member) => [member.id, member.sources]))).toEqual(expected.members);
  expect(members).toHaveLength(expected.members.size);

  const taken = await api.post(`audiences/${id}/snapshots`);
  expect(taken).toMatchObject(snapshotOf(expected));
  const campaign = await host.addCampaign({ audience: id });
  const shown = { audienceId: id as number, campaign, ledger: preview.ledger, taken };
  await checkBeforeSend(host, shown, expected);
  await checkSend(host, world, audience, shown, expected);
}

/** `included = Σ counts − overlap − not_in_all`, `final = included − Σ removed`. */
function checkIdentity(ledger: any): void {
  const sum = (rows: Record<string, number>[], of: string) =>
    rows.reduce((total, row) => total + row[of]!, 0);
  expect(sum(ledger.sources, 'count') - ledger.overlap - ledger.not_in_all).toBe(ledger.included);
  expect(sum(ledger.exclusions, 'removed')).toBe(ledger.excluded);
  expect(ledger.included - ledger.excluded).toBe(ledger.final);
}

const snapshotOf = ({ members, ledger }: Expected) => ({
  count: members.size,
  ledger,
  sha256: hashOf([...members.keys()]),
});

async function checkSnapshot({ api }: Host, id: number, expected: Expected): Promise<void> {
  const { members, excluded } = expected;
  expect(await api.get(`snapshots/${id}`)).toMatchObject(snapshotOf(expected));
  const frozen = await api.all(`snapshots/${id}/members`, 25);
  expect(new Map(frozen.map((member) => [member.id, member.sources]))).toEqual(members);
  const out = await api.all(`snapshots/${id}/excluded`, 25);
  expect(new Map(out.map(({ id, reason }) => [id, reason]))).toEqual(excluded);
}

async function checkSend(
  host: Host,
  world: World,
  audience: Audience,
  shown: Shown,
  expected: Expected,
): Promise<void> {
  const { audienceId, campaign } = shown;
  const sent = await host.send(campaign, { confirmEveryone: true, expectedCount: expected.members.size });
  expect(sent).toMatchObject({ status: 200, recipients: expected.members.size });
  await checkSnapshot(host, sent.snapshot!, expected);
  await checkAfterSend(host, shown, sent.snapshot!, expected);
  const { data, total } = await host.recipients(campaign, 'per_page=1000');
  expect(total).toBe(expected.members.size);
  expect(new Set(data.map(({ customer_id }) => customer_id))).toEqual(new Set(expected.members.keys()));
  const contacts = await host.dataSource.query<{ customer_id: Id; at: Date }[]>(
    'SELECT customer_id, contacted_at AS at FROM targeting.contacts WHERE campaign_id = $1',
    [String(campaign)],
  );
  expect(contacts).toHaveLength(expected.members.size);
  for (const { customer_id, at } of contacts)
    world.people
      .find(({ id }) => id === customer_id)!
      .contacts.push({ campaign: String(campaign), at: at.getTime() });

  // What was sent counts for others, never for the campaign itself.
  const after = expectedOf(audience, world.people, Date.now(), String(campaign));
  expect((await host.preview(campaign)).ledger).toEqual(after.ledger);
  expect(after.members.size).toBe(expected.members.size);
  expect(
    (await host.api.post('audiences/preview', { ...wireOf(audience), id: audienceId }, 200)).ledger,
  ).toEqual(after.ledger);
}
