import type { EntityManager } from 'typeorm';
import { blockWords, bytesOf, putBlock } from '../engine/bit-blocks.js';
import type { Bits } from '../engine/bits.js';

/** What was observed of a segment. */
export interface Observed {
  /** Goes up with each change. */
  readonly revision: number;
  /** Of its rules, at any depth. */
  readonly definition: string;
  readonly members: Bits;
}

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

export async function loadObserved(segmentId: number, manager: EntityManager): Promise<Observed | undefined> {
  const [state] = await manager.query<{ revision: number; definition: string }[]>(
    'SELECT revision, definition FROM targeting.observed_segments WHERE segment_id = $1',
    [segmentId],
  );
  if (!state) return undefined;
  const blocks = await manager.query<{ block: number; members: Buffer }[]>(
    'SELECT block, members FROM targeting.observed_members WHERE segment_id = $1 ORDER BY block',
    [segmentId],
  );
  const members: Bits = new Uint32Array(((blocks.at(-1)?.block ?? -1) + 1) * blockWords);
  for (const { block, members: bytes } of blocks) putBlock(members, block, bytes);
  return { ...state, members };
}

/** Stores what was observed, in the blocks that differ from what was before. */
export async function storeObserved(
  segmentId: number,
  { revision, definition, members }: Observed,
  before: Bits | undefined,
  manager: EntityManager,
): Promise<void> {
  // Whoever has observed it in the meantime makes this fail: then it has been told already.
  await manager.query(
    `INSERT INTO targeting.observed_segments (segment_id, definition, revision) VALUES ($1, $2, $3)
       ON CONFLICT (segment_id) DO UPDATE SET definition = excluded.definition, revision = excluded.revision`,
    [segmentId, definition, revision],
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
