import type { Leaf } from '../engine/leaf.js';
import type { EngineMetrics } from '../engine/metrics.js';

/** Counts the leaves that one question asks, each once: it asks of one several times, and anew after one was read whole for it. */
export class AskedLeaves {
  private readonly counted = new Set<string>();

  constructor(private readonly metrics: EngineMetrics) {}

  /** Those that were counted before stay what they were. */
  count(leaves: readonly Leaf[], found: boolean): void {
    const others = leaves.filter(({ key }) => !this.counted.has(key));
    for (const { key } of others) this.counted.add(key);
    this.metrics.leaves.inc({ found: String(found) }, others.length);
  }
}
