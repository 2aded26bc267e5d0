import fc from 'fast-check';
import type { Host } from '../../hosts/host.js';
import type { Person, Segment } from './model.js';
import type { World } from './world.js';

/** Segments by positions, which a world makes real ones. */
export const someSegments = fc.uniqueArray(fc.nat({ max: 7 }), { minLength: 2, maxLength: 8 });

const membersOf = ({ people }: World, { holds }: Segment, now: number): Set<Person> =>
  new Set(people.filter((person) => holds(person, now)));

/** Every region is what plain sets say; together they make up the union, and each of the segments. */
export async function checkOverlap({ api }: Host, world: World, positions: readonly number[]): Promise<void> {
  const segments = positions.map((position) => world.segments[position]!);
  const now = Date.now();
  const sets = segments.map((segment) => membersOf(world, segment, now));
  const expected = new Map<string, number>();
  for (const person of world.people) {
    const within = segments.filter((_, index) => sets[index]!.has(person)).map(({ id }) => id);
    if (within.length > 0) expected.set(within.join(), (expected.get(within.join()) ?? 0) + 1);
  }

  const answer = await api.post('segments/overlap', { segments: segments.map(({ id }) => id) }, 200);
  const regions = answer.regions as { in: number[]; count: number }[];
  expect(new Map(regions.map((region) => [region.in.join(), region.count]))).toEqual(expected);
  expect(regions).toHaveLength(expected.size);
  const counts = regions.map(({ count }) => count);
  expect(counts).toEqual([...counts].sort((a, b) => b - a));
  expect(sum(counts)).toBe(answer.union);
  for (const { id } of segments) {
    const { customer_count } = await api.get(`segments/${id}`);
    expect(sum(regions.filter((region) => region.in.includes(id)).map(({ count }) => count))).toBe(
      customer_count,
    );
  }
}

/** The others that have anybody, by the share of those in both among those in either. */
export async function checkSimilar({ api }: Host, world: World, position: number): Promise<void> {
  const now = Date.now();
  const own = world.segments[position]!;
  const members = membersOf(world, own, now);
  const expected = world.segments
    .filter((segment) => segment !== own)
    .map(({ id, name, holds }) => {
      const others = membersOf(world, { id, name, holds }, now);
      const both = [...members].filter((person) => others.has(person)).length;
      return { id, name, count: others.size, both, jaccard: both / new Set([...members, ...others]).size };
    })
    .filter(({ both }) => both > 0);

  const { data } = await api.get(`segments/${own.id}/similar`);
  const byId = (rows: { id: number }[]) => [...rows].sort((a, b) => a.id - b.id);
  expect(byId(data)).toEqual(byId(expected));
  const shares = (data as { jaccard: number }[]).map(({ jaccard }) => jaccard);
  expect(shares).toEqual([...shares].sort((a, b) => b - a));
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
