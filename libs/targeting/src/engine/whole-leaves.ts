import type { ConsistentRead } from '../host/consistent-read.js';
import type { PoolShares } from '../host/pool-shares.js';
import { SharedWork } from '../host/shared-work.js';
import { nothing } from '../host/transactions.js';
import type { Turns } from '../host/turns.js';
import type { FillStart } from './change-feed.js';
import type { Leaf } from './leaf.js';
import type { MembershipCache } from './membership-cache.js';
import type { Open, Opening, Running } from './membership-engine.js';
import { readLeaf } from './read-leaf.js';

/** Reads leaves whole, beside whatever else goes on. */
export class WholeLeaves {
  /** By memory: what is read for one that has been forgotten is of no use to the next. */
  private readonly filling = new WeakMap<MembershipCache, Map<string, SharedWork>>();

  /** @param turn in which questions use the sets */
  constructor(
    private readonly turn: Turns,
    private readonly read: ConsistentRead,
    private readonly shares: PoolShares,
  ) {}

  /** A leaf is read once for all that wait for it. */
  filled(leaf: Leaf, running: Running, { until, openWhole }: Opening): Promise<void> {
    const all = this.filling.get(running.cache) ?? new Map<string, SharedWork>();
    this.filling.set(running.cache, all);
    let filling = all.get(leaf.key);
    if (!filling || filling.isGivenUp) {
      const work = new SharedWork((signal) =>
        this.fill(leaf, running, signal, openWhole?.(signal)).finally(() => {
          if (all.get(leaf.key) === work) all.delete(leaf.key);
        }),
      );
      all.set(leaf.key, (filling = work));
    }
    return filling.wait(until);
  }

  private async fill(
    leaf: Leaf,
    { cache, ordinals }: Running,
    signal: AbortSignal,
    open: Open = (ask, first) =>
      this.read.reading({ milliseconds: this.read.milliseconds, signal }, ask, first),
  ): Promise<void> {
    let start: FillStart | undefined;
    try {
      await this.shares.counting.take(async () => {
        start = cache.feed.startFill();
        const { bits, now } = await open(async (manager) => {
          const { now } = this.read.moment();
          return { bits: await readLeaf(leaf, now, ordinals, manager), now };
        }, nothing);
        // In no one else's turn: their snapshot may be older than what was read here. Nor is another read before it is put in place:
        // only so many sets are there beside those that have room.
        await this.turn.take(() => Promise.resolve(cache.put(leaf, bits, now, start!)), signal);
      }, signal);
    } finally {
      if (start) cache.feed.endFill(start);
    }
  }
}
