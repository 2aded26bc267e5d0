import type { EntityManager } from 'typeorm';
import { blockWords, bytesOf, putBlock } from '../engine/bit-blocks.js';
import { type Bits, set, wordsFor } from '../engine/bits.js';
import { blockWords as keptWords } from '../engine/block-counts.js';
import { isSmall, type Ordinals } from '../engine/ordinals.js';
import { ordinalsOf } from '../engine/terms.js';

/** What was observed of a segment. */
export interface Observed {
  /** Goes up with each change. */
  readonly revision: number;
  /** Of its rules, at any depth. */
  readonly definition: string;
  /** Whether the members are numbered by their keys; else by `targeting.ordinals`. */
  readonly byKey: boolean;
  readonly members: Bits;
}

/** Members as they are now, and the only blocks, as sets in memory have them, in which they may have been others. */
export interface Changed {
  readonly members: Bits;
  readonly blocks: readonly number[];
}

/** Members numbered anew by one statement. Many: fewer would be looked for one by one, which takes four times as long. */
const atATime = 500_000;

export async function observedRevision(
  segmentId: number,
  manager: EntityManager,
): Promise<number | undefined> {
  const [state] = await manager.query<{ revision: number }[]>(
    'SELECT revision FROM targeting.observed_segments WHERE segment_id = $1',
    [segmentId],
  );
  return state?.revision;
}

/** What was observed, by the numbers that customers have now. @param changed so that no more is read than that */
export async function loadObserved(
  segmentId: number,
  { areKeys }: Ordinals,
  manager: EntityManager,
  changed?: Changed,
): Promise<Observed | undefined> {
  const [state] = await manager.query<Omit<Observed, 'members'>[]>(
    'SELECT revision, definition, by_key AS "byKey" FROM targeting.observed_segments WHERE segment_id = $1',
    [segmentId],
  );
  if (!state) return undefined;
  const only = state.byKey === areKeys ? changed : undefined;
  const stored = only?.blocks.flatMap(storedBlocks);
  const blocks = await manager.query<{ block: number; members: Buffer }[]>(
    `SELECT block, members FROM targeting.observed_members
       WHERE segment_id = $1 AND ($2::integer[] IS NULL OR block = ANY($2)) ORDER BY block`,
    [segmentId, stored],
  );
  const members = only?.members.slice() ?? new Uint32Array(((blocks.at(-1)?.block ?? -1) + 1) * blockWords);
  for (const block of stored ?? []) members.fill(0, block * blockWords, (block + 1) * blockWords);
  for (const { block, members: bytes } of blocks) putBlock(members, block, bytes);
  const observed = { ...state, members };
  return state.byKey === areKeys ? observed : renumber(segmentId, observed, manager);
}

/** Those of a block as sets in memory have it. */
const storedBlocks = (block: number): number[] =>
  Array.from({ length: keptWords / blockWords }, (_, index) => block * (keptWords / blockWords) + index);

/** The same members by their other numbers, stored in place of what was. */
async function renumber(
  segmentId: number,
  { revision, definition, byKey, members }: Observed,
  manager: EntityManager,
): Promise<Observed> {
  const renumbered = {
    revision: revision + 1,
    definition,
    byKey: !byKey,
    members: await otherNumbers(members, byKey, manager),
  };
  await manager.query('DELETE FROM targeting.observed_members WHERE segment_id = $1', [segmentId]);
  await storeObserved(segmentId, renumbered, undefined, manager);
  return renumbered;
}

/** Keys become ordinals; ordinals become keys in a process that began before a larger key came. */
async function otherNumbers(members: Bits, areKeys: boolean, manager: EntityManager): Promise<Bits> {
  // Who is gone since has no ordinal yet, and has left all the same.
  const sql = areKeys
    ? `WITH added AS (INSERT INTO targeting.ordinals (customer_id) SELECT key FROM unnest($1::integer[]) k(key)
           WHERE NOT EXISTS (SELECT FROM targeting.ordinals o WHERE o.customer_id = key) ON CONFLICT DO NOTHING RETURNING ordinal)
         SELECT ordinal AS number FROM added
         UNION ALL SELECT ordinal FROM targeting.ordinals WHERE customer_id = ANY($1::integer[])`
    : 'SELECT customer_id AS number FROM targeting.ordinals WHERE ordinal = ANY($1::integer[])';
  const before = [...ordinalsOf(members)];
  const numbers: number[] = [];
  for (let first = 0; first < before.length; first += atATime) {
    const some = before.slice(first, first + atATime);
    for (const { number } of await manager.query<{ number: number }[]>(sql, [some]))
      // Where customers are numbered by their keys, whoever has a larger one is gone.
      if (isSmall(number)) numbers.push(number);
  }
  const bits: Bits = new Uint32Array(
    wordsFor(numbers.reduce((most, number) => Math.max(most, number), -1) + 1),
  );
  for (const number of numbers) set(bits, number, true);
  return bits;
}

/** Stores what was observed, in the blocks that differ from what was before. */
export async function storeObserved(
  segmentId: number,
  { revision, definition, byKey, members }: Observed,
  before: Bits | undefined,
  manager: EntityManager,
): Promise<void> {
  // Whoever has observed it in the meantime makes this fail: then it has been told already.
  await manager.query(
    `INSERT INTO targeting.observed_segments (segment_id, definition, revision, by_key) VALUES ($1, $2, $3, $4)
       ON CONFLICT (segment_id) DO UPDATE SET definition = excluded.definition, revision = excluded.revision, by_key = excluded.by_key`,
    [segmentId, definition, revision, byKey],
  );
  const words = Math.max(members.length, before?.length ?? 0);
  const blocks: number[] = [];
  for (let block = 0; block * blockWords < words; block++)
    if (!before || !isSameBlock(members, before, block)) blocks.push(block);
  await manager.query(
    `INSERT INTO targeting.observed_members (segment_id, block, members)
       SELECT $1, block, members FROM unnest($2::int[], $3::bytea[]) b(block, members)
       ON CONFLICT (segment_id, block) DO UPDATE SET members = excluded.members`,
    [segmentId, blocks, blocks.map((block) => bytesOf(members, block))],
  );
}

function isSameBlock(a: Bits, b: Bits, block: number): boolean {
  for (let word = block * blockWords; word < (block + 1) * blockWords; word++)
    if ((a[word] ?? 0) !== (b[word] ?? 0)) return false;
  return true;
}
