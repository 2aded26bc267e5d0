import type { EntityManager } from 'typeorm';
import { KnownDefinitions } from '../host/known-definitions.js';
import { queryOften, type Statement } from '../host/prepared.js';
import type { Key } from '../rules/index.js';
import { Agenda, mostDated, withAhead } from './agenda.js';
import { type Bits, grown, wordsFor } from './bits.js';
import { setKept } from './block-counts.js';
import { ChangeFeed, type FillStart } from './change-feed.js';
import {
  type Change,
  customerChanges,
  definitionChanges,
  drain,
  type Drained,
  type Watermark,
} from './change-log.js';
import { KnownCounts } from './known-counts.js';
import { KnownPeople } from './known-people.js';
import { type Leaf, type Shape, shapeAt } from './leaf.js';
import { customersStatement, datedOf, datedStatement, tellCustomers } from './leaf-sql.js';
import type { Ordinals } from './ordinals.js';
import { canBeKept, passage, type Stretch } from './passing-time.js';
import { mayHoldStrangers } from './read-leaf.js';
import { type Slot, Slots } from './slots.js';

/** Leaves that are to be read whole before an answer can be given. */
export class NotKept extends Error {
  /** @param needed all that the answer needs, for which there is room */
  constructor(
    readonly leaves: readonly Leaf[],
    readonly needed: readonly Leaf[],
  ) {
    super('Some rules are not in memory.');
  }
}

/** A rule that cannot be followed, or more of them than there is room for: the database is asked each time. */
export class NeverKept extends Error {
  constructor() {
    super('Rules cannot be kept in memory.');
  }
}

/** What has changed cannot be known: a crash has emptied the log, it was trimmed, or a table was rewritten. */
export class StartAnew extends Error {
  constructor() {
    super('What has changed cannot be known.');
  }
}

/** How far ahead the agenda looks when it has to ask; less far where so much happens that it would hold too much. */
const lookAhead = [10 * 60_000, 60_000, 0];
/** Customers whose names are remembered. */
const mostPeople = 1_000;
/** So many customers at most are asked about also in leaves in which nothing has happened to them. */
const askedForNothing = 100;
/** Above this share of all customers, a leaf is rather read whole. */
const worthReading = 0.05;
/** So much of the room is for what was counted of plans. */
const shareOfCounts = 1 / 16;
/** By so many ordinals sets grow at a time: to grow is to copy each, and what was counted of it is to be counted again. */
const room = 2 ** 16;

/**
 * Which customers each leaf holds for, kept exact by the log of changes and by the passing of time. `take` and `bring` run one at a
 * time, each in a repeatable-read transaction begun after the one before it.
 * Not counted with its bytes is what is small however many customers there are: the feed (200,000 keys, some 20 MB at most), a thousand
 * people, and a thousand definitions, each as large as it is stored.
 */
export class MembershipCache {
  /** These and `counts` are what grows with the number of customers, and what `maxBytes` is of. */
  readonly slots: Slots;
  /** Good for as long as their sets do not change. */
  readonly counts: KnownCounts;
  readonly feed = new ChangeFeed();
  private watermark: Watermark | undefined;
  /** What is known of the definitions, as of the last call of `take`. */
  definitions = new KnownDefinitions();
  /** Customers who were shown, as of the same. */
  readonly people: KnownPeople;
  private drainedAt: number | undefined;

  /** @param seesAll whether each change of a customer is logged, also of what no rule asks about */
  constructor(
    private readonly ordinals: Ordinals,
    private readonly tables: readonly string[],
    maxBytes: number,
    seesAll: boolean,
  ) {
    this.counts = new KnownCounts(maxBytes * shareOfCounts);
    this.slots = new Slots(maxBytes * (1 - shareOfCounts));
    this.people = new KnownPeople(seesAll ? mostPeople : 0);
  }

  get state(): { leaves: number; bytes: number; drainedAt: number | undefined } {
    const bytes = this.slots.bytes + this.counts.bytes;
    return { leaves: this.slots.size, bytes, drainedAt: this.drainedAt };
  }

  has({ key }: Leaf): boolean {
    return this.slots.get(key) !== undefined;
  }

  /** Reads what has changed since the call before, to be taken before anything else is asked. */
  readChanges(manager: EntityManager): Promise<Drained> {
    return drain(this.watermark, this.tables, manager);
  }

  /**
   * Takes in what has changed.
   * @returns how many changes
   * @throws StartAnew when that cannot be known
   */
  take({ watermark, changes, isWatched }: Drained): number {
    // The watermark stays where it was: whoever else still has this cache must not go on with it.
    if (!isWatched || (changes === 'unknown' && this.watermark)) throw new StartAnew();
    this.watermark = watermark;
    this.drainedAt = performance.now();
    if (changes === 'unknown') return 0;
    for (const change of changes) {
      // Where nobody is named, anything may have changed.
      if (change.source === definitionChanges || change.keys === null)
        this.definitions = new KnownDefinitions();
      if (change.source === customerChanges || change.keys === null) this.people.change(change.keys);
      if (change.source === definitionChanges) continue;
      this.feed.add(change);
    }
    // Leaves that have not been used for very many changes.
    for (const { leaf, seq } of this.slots.all())
      if (seq < this.feed.forgottenTo) this.slots.delete(leaf.key);
    return changes.length;
  }

  /** Puts a leaf in place that was read whole at `now`, in a transaction begun after `start`. */
  put(leaf: Leaf, bits: Bits, now: number, start: FillStart): void {
    if (start.seq < this.feed.forgottenTo) return;
    const { slots } = this;
    // Strangers are in no one's way: sets have room for customers.
    if (!mayHoldStrangers(leaf.rule)) slots.words = Math.max(slots.words, bits.length);
    const shape = shapeAt(leaf.rule, leaf.context, now);
    const cut = slots.words > 0 && bits.length > slots.words ? bits.slice(0, slots.words) : bits;
    slots.put({ leaf, bits: cut, seq: start.seq, now, shape, agenda: new Agenda() });
  }

  /**
   * Brings leaves up to date with the transaction's snapshot, at `now`.
   * @param isUse whether somebody asks for them
   * @throws NotKept when some must be read whole first
   * @throws NeverKept when some cannot be kept, or not all together
   */
  async bring(leaves: readonly Leaf[], now: number, manager: EntityManager, isUse = true): Promise<void> {
    const missing: Leaf[] = [];
    const updates: Update[] = [];
    for (const leaf of leaves) {
      const slot = this.slots.get(leaf.key);
      const update = slot && this.updateOf(slot, now);
      if (update) updates.push(update);
      else missing.push(leaf);
    }
    if (missing.some((leaf) => !canBeKept(leaf))) throw new NeverKept();
    missing.push(...(await this.findDue(updates, manager)));
    if (missing.length === 0) await this.apply(updates, now, manager);
    for (const { key } of missing) this.slots.delete(key);
    if (missing.length > 0) throw this.missed(missing, leaves);
    if (isUse) this.slots.touch(updates.map(({ slot }) => slot));
    // Agendas may have been filled.
    this.slots.makeRoom(leaves);
    this.feed.trim(this.slots.all().map(({ seq }) => seq));
  }

  /** How large sets are is told by that of everyone: it is read first, so that nothing is read for which there is no room. */
  private missed(missing: readonly Leaf[], needed: readonly Leaf[]): Error {
    const everyone = missing.filter(({ rule }) => rule.kind === 'everyone');
    if (everyone.length > 0) return new NotKept(everyone, needed);
    return this.slots.canHold(needed) ? new NotKept(missing, needed) : new NeverKept();
  }

  /** Who is in a leaf that was brought. Not to be changed. */
  bitsOf({ key }: Leaf): Bits {
    const slot = this.slots.get(key)!;
    const { words } = this.slots;
    return (slot.bits = slot.bits.length > words ? slot.bits.slice(0, words) : grown(slot.bits, words));
  }

  /** The leaves that were used last. */
  hottest(most: number): Leaf[] {
    return this.slots
      .all()
      .slice(-most)
      .map(({ leaf }) => leaf);
  }

  /** Brings the leaves that were used last up to date; where some would have to be read whole, they go, and the others wait. */
  async freshen(most: number, now: number, manager: EntityManager): Promise<void> {
    try {
      await this.bring(this.hottest(most), now, manager, false);
    } catch (error) {
      if (!(error instanceof NotKept || error instanceof NeverKept)) throw error;
    }
  }

  forgetLeaf({ key }: Leaf): void {
    this.slots.delete(key);
  }

  /** What has to be asked about a leaf; undefined when it has to be read whole. */
  private updateOf(slot: Slot, now: number): Update | undefined {
    const changes = this.feed.after(slot.seq);
    if (!changes) return undefined;
    const keys = new Set<Key>();
    for (const change of changes) {
      if (!touches(change, slot.leaf)) continue;
      if (change.keys === null) return undefined;
      for (const key of change.keys) keys.add(key);
      if (keys.size > this.worthReading) return undefined;
    }
    if (slot.shape.isTimeless) return { slot, changed: keys, shape: slot.shape, swept: [], due: [] };
    const shape = shapeAt(slot.leaf.rule, slot.leaf.context, now);
    const passed = passage(slot.leaf, slot, { now, shape });
    if (passed === 'everything') return undefined;
    return { slot, changed: keys, shape, swept: passed === 'nothing' ? [] : passed, due: [] };
  }

  private get worthReading(): number {
    return Math.max(1_000, this.slots.words * 32 * worthReading);
  }

  /** @returns leaves that so many are due in that they are rather read whole */
  private async findDue(updates: readonly Update[], manager: EntityManager): Promise<Leaf[]> {
    let unknown: readonly Update[] = updates.filter(
      ({ slot, swept }) => swept.length > 0 && !slot.agenda.covers(swept),
    );
    for (const ahead of lookAhead) unknown = await this.look(unknown, ahead, manager);
    for (const update of updates) {
      const { agenda } = update.slot;
      update.due = agenda.due(update.swept);
      if (agenda.size > mostDated) agenda.clear();
    }
    return unknown.map(({ slot }) => slot.leaf);
  }

  /** @returns those with more customers than are worth asking about one by one */
  private async look(
    updates: readonly Update[],
    ahead: number,
    manager: EntityManager,
  ): Promise<readonly Update[]> {
    const questions = updates.map(({ slot, swept }) => ({
      leaf: slot.leaf,
      stretches: withAhead(swept, ahead),
    }));
    const worthReading = Math.ceil(this.worthReading);
    const limit = 1 + (ahead > 0 ? Math.min(mostDated, worthReading) : worthReading);
    const statement = datedStatement(questions, undefined, limit);
    const rows = statement ? await manager.query<unknown[]>(statement.text, [...statement.values]) : [];
    const found = datedOf(rows, questions.length);
    return updates.filter(({ slot }, index) => {
      if (found[index]!.length >= limit) return true;
      slot.agenda.replace(questions[index]!.stretches, found[index]!);
      return false;
    });
  }

  private async apply(updates: readonly Update[], now: number, manager: EntityManager): Promise<void> {
    const changed = updates.filter((update) => update.changed.size > 0);
    const keys = [...new Set(changed.flatMap((update) => [...update.changed]))];
    // What a leaf is told of a customer to whom nothing has happened there is right, too, and one statement more would take longer.
    const dueToo = updates.filter(({ due }) => due.length > 0);
    const all = new Set([...keys, ...dueToo.flatMap(({ due }) => due)]);
    const isTogether = all.size <= askedForNothing;
    const dated = changed.filter(({ slot }) => slot.agenda.stretches.length > 0);
    const asked = isTogether ? [...new Set([...changed, ...dueToo])] : changed;
    const questions = dated.map(({ slot }) => ({ leaf: slot.leaf, stretches: slot.agenda.stretches }));
    const [states, dates] = await queryOften(
      manager,
      this.statement(asked, isTogether ? [...all] : keys, now),
      datedStatement(questions, keys, mostDated),
    );
    const tell = (told: readonly Update[], rows: readonly unknown[]) => this.tell(told, rows, updates);
    try {
      tell(asked, states!);
      const found = datedOf(dates!, dated.length);
      dated.forEach(({ slot }, index) => {
        slot.agenda.update(keys, found[index]!);
        // It may not have been told of all.
        if (found[index]!.length >= mostDated || slot.agenda.size > mostDated) slot.agenda.clear();
      });
      if (!isTogether)
        for (const update of dueToo) {
          const { text, values } = this.statement([update], update.due, now)!;
          tell([update], await manager.query(text, [...values]));
        }
    } catch (error) {
      // Some have been told of a part of what they are to be told of.
      for (const { slot } of updates) this.slots.delete(slot.leaf.key);
      throw error;
    }
    for (const { slot, shape } of updates) Object.assign(slot, { seq: this.feed.seq, now, shape });
  }

  private statement(updates: readonly Update[], keys: readonly Key[], now: number): Statement | undefined {
    const leaves = updates.map(({ slot }) => slot.leaf);
    return customersStatement(keys, leaves, now, this.ordinals);
  }

  /** @param all that stay when sets have to grow */
  private tell(updates: readonly Update[], rows: readonly unknown[], all: readonly Update[]): void {
    tellCustomers(rows, updates.length, (leaf, ordinal, isIn) => {
      if (ordinal >= this.slots.words * 32) {
        // Nobody is in beyond the end. A stranger's key, of an event, may be far beyond it.
        if (!isIn) return;
        const words = wordsFor(Math.ceil((ordinal + 1) / room) * room);
        if (
          !this.slots.grow(
            words,
            all.map(({ slot }) => slot.leaf),
          )
        )
          throw new NeverKept();
      }
      const { slot } = updates[leaf]!;
      slot.bits = grown(slot.bits, this.slots.words);
      setKept(slot.bits, ordinal, isIn);
    });
  }
}

interface Update {
  readonly slot: Slot;
  readonly changed: ReadonlySet<Key>;
  readonly shape: Shape;
  readonly swept: readonly Stretch[];
  due: readonly Key[];
}

const touches = ({ source }: Change, { sources }: Leaf): boolean =>
  source === customerChanges || sources.includes(source);
