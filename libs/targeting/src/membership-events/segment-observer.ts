import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { Bits } from '../engine/bits.js';
import { SetsSeen } from '../engine/block-counts.js';
import type { FillStart } from '../engine/change-feed.js';
import { type Leaf, shapeAt } from '../engine/leaf.js';
import { NeverKept, NotKept } from '../engine/membership-cache.js';
import { MembershipEngine, type Running } from '../engine/membership-engine.js';
import { canBeKept } from '../engine/passing-time.js';
import { readRule } from '../engine/read-leaf.js';
import { RuleTerms } from '../engine/rule-terms.js';
import { andNot, count, membersOf, ordinalsOf } from '../engine/terms.js';
import { ConsistentRead, type View } from '../host/consistent-read.js';
import { isConflict } from '../host/serialization.js';
import { canonicalRule, type Key, type Rule } from '../rules/index.js';
import { SegmentEntity } from '../segments/segment.entity.js';
import { SegmentRules } from '../segments/segment-rules.js';
import { loadObserved, observedRevision, storeObserved } from './observed-members.js';
import { lastWritten, writeChanges } from './write-changes.js';

/** What was seen of a segment. It is not its members, of which there are as many as in all of memory: these are in the database. */
interface Seen {
  /** Of its rules, at any depth. */
  readonly definition: string;
  /** The sets in memory that it is made of; undefined where it was read by SQL. */
  readonly sets: SetsSeen | undefined;
  readonly place: FillStart;
  readonly running: Running;
}

/** What this process saw last, and from where on it knows of every change. */
interface Last extends Seen {
  readonly revision: number;
}

/** What is to be compared with what was observed before. */
interface Found {
  readonly seen: Seen;
  /** As of the instant that it is observed at. */
  readonly view: View;
  readonly rule: Rule;
  /** By the sets in memory; undefined when they have to be read by SQL, or cannot have changed. */
  readonly members: Bits | undefined;
  /** The only blocks of these in which they can have changed since that revision; undefined when it is not known. */
  readonly since: { readonly revision: number; readonly blocks: readonly number[] } | undefined;
  /** Who has changed since then; undefined when that is not known. */
  readonly changed: ReadonlySet<Key> | undefined;
}

/** Why a segment was not observed: only active ones are, whose rules can be read, and only while memory can serve. */
export type NotObserved = 'not_active' | 'invalid_rules' | 'engine_unavailable';

/** What came of observing a segment. */
export interface Observation {
  /** Whether somebody came or left. */
  readonly isChanged: boolean;
  /** Null when it was observed. */
  readonly notObserved: NotObserved | null;
}

const notObserved = (why: NotObserved): Observation => ({ isChanged: false, notObserved: why });

/**
 * How a segment is observed. `asked`: as any other question is answered. `inMemory`: beside questions, by sets for which there is room.
 * `bySql`: read whole, and nothing is kept.
 */
type How = 'asked' | 'inMemory' | 'bySql';

/** Key of the advisory locks under which segments are observed. */
const observing = 7_268_304;

const tries = 3;

/** Milliseconds that the clocks of processes may lie apart. A clock that is put back by more is followed. */
const apart = 60_000;

/** Compares segments with what was observed of them before, and writes down who came and who left. */
@Injectable()
export class SegmentObserver {
  private readonly last = new Map<number, Last>();
  /** Where sets of observed segments were held last. */
  private holding: Running | undefined;

  constructor(
    private readonly engine: MembershipEngine,
    private readonly read: ConsistentRead,
    private readonly rules: SegmentRules,
  ) {}

  /**
   * Observes a segment, if it is active. Of those who are in it when it is observed for the first time nothing is told.
   * @throws ProblemException 422 when something it refers to is missing
   */
  async observe(id: number): Promise<Observation> {
    // Whoever asks has room, or is answered by SQL.
    return (await this.persistently(id, 'asked')) ?? notObserved('engine_unavailable');
  }

  /**
   * The same beside questions.
   * @returns undefined when there is no room for its sets: then it can be observed `bySql`
   */
  observeBeside(id: number, how: 'inMemory' | 'bySql'): Promise<Observation | undefined> {
    return this.persistently(id, how);
  }

  private async persistently(id: number, how: How): Promise<Observation | undefined> {
    for (let left = tries; ; left--) {
      try {
        return await this.observeOnce(id, how);
      } catch (error) {
        // Another has told it in the meantime: there may be more to tell since.
        if (left === 0 || !isConflict(error)) throw error;
      }
    }
  }

  private async observeOnce(id: number, how: How): Promise<Observation | undefined> {
    let seen: Seen | undefined;
    try {
      const observed = await this.engine.inMemory(
        async (view, running) => {
          const found = await this.see(id, how, view, running);
          if (typeof found === 'object') seen = found.seen;
          return found;
        },
        async (_, found) => (typeof found === 'object' ? this.compare(id, found) : found),
        {
          open: (ask, first) => this.read.writing({ milliseconds: this.read.milliseconds }, ask, first),
          goesOn: true,
        },
      );
      if (!observed) return notObserved('engine_unavailable');
      const { value } = observed;
      if (value === 'no_room') return undefined;
      if (value === 'not_active') return notObserved(value);
      // Now that it is written down.
      this.remember(id, { ...seen!, revision: value.revision });
      return { isChanged: value.isChanged, notObserved: null };
    } catch (error) {
      seen?.running.cache.feed.endFill(seen.place);
      throw error;
    }
  }

  /** Brings whatever was asked last up to date at once, which is cheaper than segment by segment. */
  async freshen(): Promise<void> {
    await this.engine.inMemory(
      ({ moment, manager }, { cache }) => cache.freshen(Infinity, moment.now, manager),
      () => Promise.resolve(),
    );
  }

  private async see(
    id: number,
    how: How,
    opened: View,
    running: Running,
  ): Promise<Found | 'not_active' | 'no_room'> {
    const segment = await opened.manager.findOneBy(SegmentEntity, { id });
    if (segment?.status !== 'active') return 'not_active';
    const view = await this.notBefore(id, opened);
    const rule = await this.rules.ofSegment(segment, view);
    const definition = definitionOf(rule, view);
    const revision = await observedRevision(id, view.manager);
    const isAhead = view !== opened;
    const kept = how === 'bySql' ? undefined : await this.kept(id, rule, how, view, running, isAhead);
    if (!kept && how === 'inMemory') return 'no_room';
    const last = this.last.get(id);
    const before = last?.running === running ? last : undefined;
    const isLatest = before?.revision === revision && before?.definition === definition;
    const blocks = isLatest && before?.sets && kept?.sets.changedSince(before.sets);
    const since = blocks ? { revision: revision!, blocks } : undefined;
    const { feed } = running.cache;
    return {
      view,
      seen: { definition, sets: kept?.sets, place: feed.startFill(), running },
      rule,
      members: kept && since?.blocks.length !== 0 ? membersOf(kept.term) : undefined,
      since,
      changed: before && feed.keysAfter(before.place),
    };
  }

  /**
   * Not before what was written last, which may have been by a clock ahead of this one: customers whom time had taken out would come
   * back, and go again by that clock, with nothing having happened.
   */
  private async notBefore(id: number, view: View): Promise<View> {
    const last = (await lastWritten(id, view.manager)) ?? 0;
    const { now } = view.moment;
    return now < last && last <= now + apart ? { ...view, moment: { ...view.moment, now: last } } : view;
  }

  /**
   * What the sets in memory say; undefined when they cannot.
   * @param isAhead whether the instant is one that this process has not reached
   */
  private async kept(id: number, rule: Rule, how: How, view: View, running: Running, isAhead: boolean) {
    const { cache } = running;
    const terms = new RuleTerms(contextOf(view), (leaf) => cache.bitsOf(leaf));
    const leaves = terms.leavesOf([rule]);
    const isAsked = how === 'asked';
    // What can never be there must not take the room of others.
    const isKeepable = leaves.every(canBeKept);
    const isHeld = !isAsked && this.hold(id, isKeepable ? leaves : [], running);
    if (!isAsked && !isKeepable) return undefined;
    // Sets are read whole as of the clock: rules about days may be about another day there, however often they are read.
    const mayRead = (isAsked || isHeld) && !isAhead;
    try {
      await cache.bring(leaves, view.moment.now, view.manager, isAsked);
    } catch (error) {
      if (error instanceof NeverKept || (error instanceof NotKept && !mayRead)) return undefined;
      throw error;
    }
    return { term: terms.of(rule), sets: new SetsSeen(leaves.map((leaf) => cache.bitsOf(leaf))) };
  }

  private hold(id: number, leaves: readonly Leaf[], running: Running): boolean {
    this.holding = running;
    return running.cache.slots.observe(id, leaves);
  }

  private async compare(
    id: number,
    { view, seen, rule, since, changed, ...found }: Found,
  ): Promise<{ revision: number; isChanged: boolean }> {
    const { manager, moment } = view;
    const { ordinals } = seen.running;
    if (since?.blocks.length === 0) return { revision: since.revision, isChanged: false };
    await manager.query('SELECT pg_advisory_xact_lock($1, $2)', [observing, id]);
    const members = found.members ?? (await readRule(rule, contextOf(view), moment.now, ordinals, manager));
    const before = await loadObserved(id, ordinals, manager, since && { members, blocks: since.blocks });
    const entered = before ? ordinalsIn(members, before.members) : [];
    const left = before ? ordinalsIn(before.members, members) : [];
    const isChanged = entered.length + left.length > 0;
    const isSameDefinition = before?.definition === seen.definition;
    if (before && !isChanged && isSameDefinition) return { revision: before.revision, isChanged };
    const reason = isSameDefinition ? undefined : 'definition';
    await writeChanges(
      { segmentId: id, entered, left, reason, changed, count: count(members) },
      ordinals,
      view,
    );
    const revision = (before?.revision ?? 0) + 1;
    const now = { revision, definition: seen.definition, byKey: ordinals.areKeys, members };
    await storeObserved(id, now, before?.members, manager);
    return { revision, isChanged };
  }

  private remember(id: number, next: Last): void {
    const before = this.last.get(id);
    before?.running.cache.feed.endFill(before.place);
    this.last.set(id, next);
    this.forgetOthers();
  }

  /** What was seen by a memory that was forgotten since would keep all of that. */
  private forgetOthers(): void {
    if (this.holding && !this.engine.isCurrent(this.holding)) this.holding = undefined;
    for (const [id, { running }] of this.last) if (!this.engine.isCurrent(running)) this.last.delete(id);
  }

  /** Another process observes them: the room is for whoever asks this one. */
  holdNothing(): void {
    this.forgetOthers();
    this.holding?.cache.slots.observeOnly(new Set());
  }

  /** Lets go of segments that are observed no more. */
  keepOnly(ids: readonly number[]): void {
    this.forgetOthers();
    this.holding?.cache.slots.observeOnly(new Set(ids));
    for (const [id, { running, place }] of this.last) {
      if (ids.includes(id)) continue;
      running.cache.feed.endFill(place);
      this.last.delete(id);
    }
  }
}

/** Ordinals that are in the first and not in the second. */
const ordinalsIn = (a: Bits, b: Bits): number[] => [...ordinalsOf(membersOf(andNot(a, b)))];

const contextOf = ({ catalogue, moment }: View) => ({
  customer: catalogue.customer,
  timeZone: moment.timeZone,
});

/** Equal for rules that mean the same, at any depth and whenever. */
function definitionOf(rule: Rule, view: View): string {
  const text = [...nested(rule)].map(canonicalRule).join() + shapeAt(rule, contextOf(view), 0).text;
  return createHash('sha256').update(text).digest('base64');
}

function* nested(rule: Rule): Generator<Rule> {
  yield rule;
  if (rule.kind === 'group') for (const child of rule.rules) yield* nested(child);
  if (rule.kind === 'segment' && rule.target) yield* nested(rule.target.rule);
}
