import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { Bits } from '../engine/bits.js';
import type { FillStart } from '../engine/change-feed.js';
import { shapeAt } from '../engine/leaf.js';
import { NeverKept, NotKept } from '../engine/membership-cache.js';
import { MembershipEngine, type Running } from '../engine/membership-engine.js';
import type { Ordinals } from '../engine/ordinals.js';
import { readRule } from '../engine/read-leaf.js';
import { RuleTerms } from '../engine/rule-terms.js';
import { andNot, count, membersOf, ordinalsOf } from '../engine/terms.js';
import { ConsistentRead, type View } from '../host/consistent-read.js';
import { isConflict } from '../host/serialization.js';
import { canonicalRule, type Key, type Rule } from '../rules/index.js';
import { SegmentEntity } from '../segments/segment.entity.js';
import { SegmentRules } from '../segments/segment-rules.js';
import { loadObserved, type Observed, observedRevision, storeObserved } from './observed-members.js';
import { lastWritten, writeChanges } from './write-changes.js';

/** What the sets in memory say of a segment. */
interface Seen {
  /** As of the instant that it is observed at. */
  readonly view: View;
  readonly rule: Rule;
  /** Undefined when it has to be read by SQL. */
  readonly members: Bits | undefined;
  /** Who has changed since it was seen before; undefined when that is not known. */
  readonly changed: ReadonlySet<Key> | undefined;
  readonly place: FillStart;
}

/** What this process saw last, and from where on it knows of every change. */
interface Last extends Observed {
  readonly place: FillStart;
  readonly running: Running;
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

/** Key of the advisory locks under which segments are observed. */
const observing = 7_268_304;

const tries = 3;

/** Milliseconds that the clocks of processes may lie apart. A clock that is put back by more is followed. */
const apart = 60_000;

/** Compares segments with what was observed of them before, and writes down who came and who left. */
@Injectable()
export class SegmentObserver {
  private readonly last = new Map<number, Last>();

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
    for (let left = tries; ; left--) {
      try {
        return await this.observeOnce(id);
      } catch (error) {
        // Another has told it in the meantime: there may be more to tell since.
        if (left === 0 || !isConflict(error)) throw error;
      }
    }
  }

  private async observeOnce(id: number): Promise<Observation> {
    let began: Pick<Last, 'place' | 'running'> | undefined;
    try {
      const observed = await this.engine.inMemory(
        (view, running) => this.see(id, view, running),
        async (_, seen, running) => {
          if (!seen) return undefined;
          began = { place: seen.place, running };
          return this.compare(id, seen, running);
        },
        {
          open: (ask, first) => this.read.writing({ milliseconds: this.read.milliseconds }, ask, first),
          goesOn: true,
        },
      );
      if (!observed) return notObserved('engine_unavailable');
      if (!observed.value || !began) return notObserved('not_active');
      // Now that it is written down.
      this.remember(id, { ...observed.value.now, ...began });
      return { isChanged: observed.value.isChanged, notObserved: null };
    } catch (error) {
      began?.running.cache.feed.endFill(began.place);
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

  private async see(id: number, opened: View, running: Running): Promise<Seen | undefined> {
    const segment = await opened.manager.findOneBy(SegmentEntity, { id });
    if (segment?.status !== 'active') return undefined;
    const view = await this.notBefore(id, opened);
    const rule = await this.rules.ofSegment(segment, view);
    const members = await this.membersOf(rule, view, running, view !== opened);
    const before = this.last.get(id);
    const { cache } = running;
    const changed = before?.running === running ? cache.feed.keysAfter(before.place) : undefined;
    return { view, rule, members, changed, place: cache.feed.startFill() };
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

  /** @param isAhead whether the instant is one that this process has not reached */
  private async membersOf(
    rule: Rule,
    view: View,
    { cache }: Running,
    isAhead: boolean,
  ): Promise<Bits | undefined> {
    const terms = new RuleTerms(contextOf(view), (leaf) => cache.bitsOf(leaf));
    try {
      await cache.bring(terms.leavesOf([rule]), view.moment.now, view.manager);
      return membersOf(terms.of(rule));
    } catch (error) {
      // Sets are read whole as of the clock: rules about days may be about another day there, however often they are read.
      if (error instanceof NeverKept || (isAhead && error instanceof NotKept)) return undefined;
      throw error;
    }
  }

  private async compare(
    id: number,
    seen: Seen,
    { ordinals }: Running,
  ): Promise<{ now: Observed; isChanged: boolean }> {
    const { view } = seen;
    const { manager, moment } = view;
    await manager.query('SELECT pg_advisory_xact_lock($1, $2)', [observing, id]);
    const members =
      seen.members ?? (await readRule(seen.rule, contextOf(view), moment.now, ordinals, manager));
    const before = await this.observed(id, ordinals, view);
    const now = {
      revision: (before?.revision ?? 0) + 1,
      definition: definitionOf(seen.rule, view),
      byKey: ordinals.areKeys,
      members,
    };
    const entered = before ? ordinalsIn(members, before.members) : [];
    const left = before ? ordinalsIn(before.members, members) : [];
    const isChanged = entered.length + left.length > 0;
    if (before && !isChanged && before.definition === now.definition) return { now: before, isChanged };
    const reason = before?.definition === now.definition ? undefined : 'definition';
    await writeChanges(
      { segmentId: id, entered, left, reason, changed: seen.changed, count: count(members) },
      ordinals,
      view,
    );
    await storeObserved(id, now, before?.members, manager);
    return { now, isChanged };
  }

  /** From memory, if nobody else has observed it since, and customers are numbered as they were. */
  private async observed(id: number, ordinals: Ordinals, { manager }: View): Promise<Observed | undefined> {
    const last = this.last.get(id);
    const isLast =
      last?.byKey === ordinals.areKeys && (await observedRevision(id, manager)) === last.revision;
    return isLast ? last : loadObserved(id, ordinals, manager);
  }

  private remember(id: number, next: Last): void {
    const before = this.last.get(id);
    before?.running.cache.feed.endFill(before.place);
    this.last.set(id, next);
    // What was seen by a memory that was forgotten since would keep all of that.
    for (const [other, { running }] of this.last) if (running !== next.running) this.last.delete(other);
  }

  /** Lets go of segments that are observed no more. */
  keepOnly(ids: readonly number[]): void {
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
