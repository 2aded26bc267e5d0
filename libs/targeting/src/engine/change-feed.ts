import type { Key } from '../rules/index.js';
import type { Change } from './change-log.js';

/** A place in the feed: what comes after it is remembered until `endFill`, unless that becomes too much. */
export interface FillStart {
  readonly seq: number;
}

/** Keys that are remembered at most. */
const mostRemembered = 200_000;

/** What has changed, in order, for as long as a leaf in memory or one that is being read has to be told of it. */
export class ChangeFeed {
  /** Of the last change. */
  seq = 0;
  /** What came up to here is known to nobody any more. */
  forgottenTo = 0;
  /** One for each `seq` up to the last, without gaps. */
  private changes: Change[] = [];
  private remembered = 0;
  private readonly fills = new Set<FillStart>();

  add(change: Change): void {
    this.seq += 1;
    this.changes.push(change);
    this.remembered += sizeOf(change);
    if (this.remembered > mostRemembered) this.forgetOlderHalf();
  }

  /** What has changed since; undefined when that is not known any more. */
  after(seq: number): readonly Change[] | undefined {
    if (seq < this.forgottenTo) return undefined;
    return seq === this.seq ? [] : this.changes.slice(seq - this.seq);
  }

  /** Who has changed since, whatever it was; undefined when that is not known of everyone. */
  keysAfter({ seq }: FillStart): Set<Key> | undefined {
    const keys = this.after(seq)?.map((change) => change.keys);
    return keys === undefined || keys.includes(null)
      ? undefined
      : new Set(keys.flatMap((some) => some ?? []));
  }

  /** To be told before a leaf is read whole: from here on, changes are remembered for it. */
  startFill(): FillStart {
    const start = { seq: this.seq };
    this.fills.add(start);
    return start;
  }

  endFill(start: FillStart): void {
    this.fills.delete(start);
  }

  /** Lets go what has been told. @param told up to where each leaf has been */
  trim(told: readonly number[]): void {
    const from = Math.min(this.seq, ...told, ...[...this.fills].map(({ seq }) => seq));
    if (from > this.seq - this.changes.length) this.forgetTo(from);
  }

  /** So that who has been told of the newer half need not begin anew. */
  private forgetOlderHalf(): void {
    let count = 0;
    for (let half = this.remembered / 2; half > 0; count++) half -= sizeOf(this.changes[count]!);
    this.forgetTo(this.seq - this.changes.length + count);
    for (const fill of this.fills) if (fill.seq < this.forgottenTo) this.fills.delete(fill);
  }

  private forgetTo(seq: number): void {
    this.forgottenTo = seq;
    this.changes = this.changes.slice(this.changes.length - (this.seq - seq));
    this.remembered = this.changes.reduce((sum, change) => sum + sizeOf(change), 0);
  }
}

const sizeOf = ({ keys }: Change): number => keys?.length ?? 1;
