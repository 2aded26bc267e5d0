import fc from 'fast-check';
import type { Host, Id } from '../../hosts/host.js';
import { Shop } from '../shop.js';
import { anAudience, inWorld, wireOf } from './check.js';
import { aTree, type Drawn, nodeOf } from './funnel.js';
import { type Audience, expectedOf, type Person } from './model.js';
import type { World } from './world.js';

export const someAudiences = fc.array(anAudience, { minLength: 4, maxLength: 4 });
/** One of the segments with rules, and other rules for it. */
export const anEdit = fc.record({ position: fc.integer({ min: 2, max: 7 }), tree: aTree });

/** An audience with its newest campaign, whose own contacts do not count. */
interface Used {
  id: number;
  audience: Audience;
  campaign: Id | undefined;
}

/** Saves audiences, and campaigns that have reached somebody before they failed. */
export async function saveUsers(
  host: Host,
  world: World,
  drawn: typeof someAudiences extends fc.Arbitrary<infer T> ? T : never,
): Promise<Used[]> {
  const used: Used[] = [];
  for (const [index, each] of drawn.entries()) {
    const audience = inWorld(each, world);
    const { id } = await new Shop(host).audience(`Audience ${index}`, wireOf(audience));
    const campaign =
      index % 2 === 0 ? await host.addCampaign({ audience: id }, `Campaign ${index}`) : undefined;
    if (campaign !== undefined) await reach(host, world.people.slice(index, index + 5), campaign);
    used.push({ id, audience, campaign });
  }
  return used;
}

async function reach({ dataSource }: Host, people: readonly Person[], campaign: Id): Promise<void> {
  const at = Date.now() - 3_600_000;
  for (const person of people) {
    person.contacts.push({ campaign: String(campaign), at });
    await dataSource.query(
      `INSERT INTO targeting.contacts (customer_id, campaign_id, contacted_at, snapshot_id) VALUES ($1, $2, $3, 0)`,
      [person.id, String(campaign), new Date(at)],
    );
  }
}

/** The impact of rules is what plain sets say, and what is shown once they are really saved. */
export async function checkImpact(
  host: Host,
  world: World,
  used: readonly Used[],
  { position, tree }: { position: number; tree: Drawn },
): Promise<void> {
  const { api } = host;
  const segment = world.segments[position]!;
  // Rules about segments that were there before it make no cycle.
  const earlier = { ...world, segments: world.segments.slice(0, position) };
  const { wire: conditions, holds } = nodeOf(tree, new Shop(host), earlier);
  const impact = await api.post(`segments/${segment.id}/impact`, { conditions }, 200);

  const now = Date.now();
  const was = world.people.filter((person) => segment.holds(person, now));
  const will = world.people.filter((person) => holds(person, now));
  const entering = will.filter((person) => !was.includes(person)).map(({ id }) => id);
  const leaving = was.filter((person) => !will.includes(person)).map(({ id }) => id);
  expect(impact).toMatchObject({
    before: was.length,
    after: will.length,
    entering: entering.length,
    leaving: leaving.length,
  });
  expect(impact.entering - impact.leaving).toBe(impact.after - impact.before);
  expectSome(impact.entering_sample, entering);
  expectSome(impact.leaving_sample, leaving);

  const dependent = await dependingOn(segment.id, host);
  expect(ids(impact.affected.segments)).toEqual(
    [...dependent].filter((id) => id !== segment.id).sort(byNumber),
  );
  const users = used.filter(({ audience }) =>
    [...audience.includeSegments, ...audience.excludeSegments].some(({ id }) => dependent.has(id)),
  );
  expect(ids(impact.affected.audiences)).toEqual(users.map(({ id }) => id));
  const campaigns = users.flatMap(({ campaign }) => campaign ?? []);
  expect(new Set(ids(impact.affected.campaigns))).toEqual(new Set(campaigns));

  expect(column(impact, 'before')).toEqual(await shown(host, impact));
  segment.holds = holds;
  await api.put(`segments/${segment.id}`, { conditions });
  expect(column(impact, 'after')).toEqual(await shown(host, impact));
  for (const { id, audience, campaign } of users) {
    const expected = expectedOf(audience, world.people, Date.now(), campaign?.toString()).members.size;
    expect((impact as Impact).affected.audiences.find((each) => each.id === id)!.after).toBe(expected);
  }
}

function expectSome(sample: { id: Id }[], of: readonly Id[]): void {
  expect(sample).toHaveLength(Math.min(10, of.length));
  for (const { id } of sample) expect(of).toContain(id);
}

type Row = { id: Id; before: number; after: number };
type Impact = { affected: Record<'segments' | 'audiences' | 'campaigns', Row[]> };

const ids = (rows: Row[]): Id[] => rows.map(({ id }) => id);
const byNumber = (a: number, b: number) => a - b;
const column = (
  { affected: { segments, audiences, campaigns } }: Impact,
  name: 'before' | 'after',
): number[] => [...segments, ...audiences, ...campaigns].map((row) => row[name]);

/** What the pages of all that is affected say. */
async function shown(host: Host, { affected }: Impact): Promise<number[]> {
  const counts: number[] = [];
  for (const kind of ['segments', 'audiences'] as const)
    for (const { id } of affected[kind])
      counts.push((await host.api.get(`${kind}/${id}`)).customer_count as number);
  for (const { id } of affected.campaigns) counts.push((await host.preview(id)).count as number);
  return counts;
}

/** A segment, and those that name one of them in what they say on the wire. */
async function dependingOn(id: number, { api }: Host): Promise<Set<number>> {
  const { data } = await api.get('segments?per_page=1000');
  const names = (data as { id: number; conditions: object }[]).map((segment) => ({
    id: segment.id,
    named: [...JSON.stringify(segment.conditions).matchAll(/"segment":(\d+)/g)].map(([, of]) => Number(of)),
  }));
  const found = new Set([id]);
  for (let before = 0; before < found.size;) {
    before = found.size;
    for (const { id: by, named } of names) if (named.some((of) => found.has(of))) found.add(by);
  }
  return found;
}
