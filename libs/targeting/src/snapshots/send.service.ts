import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { FreezeCheck } from '../counting/freeze-check.js';
import { ConsistentRead, type View } from '../host/consistent-read.js';
import { PoolShares } from '../host/pool-shares.js';
import { conflictWith, ProblemException, refused } from '../http/problem.js';
import type { CountedPlan } from '../targets/counts.js';
import { includesEveryone } from '../targets/plan-audience.js';
import { type Target, TargetLoader } from '../targets/target-loader.js';
import { workingWith } from '../targets/target-paths.js';
import { passLastSend } from './clocks.js';
import { refuseDrafts, refuseUnfinishedImports } from './refuse-unready.js';
import { SnapshotEntity } from './snapshot.entity.js';
import { SnapshotWriter } from './snapshot-writer.js';

export interface SendRequest {
  /** The host's id of the campaign. */
  campaignId: string;
  target: Target;
  /** Needed to send to an audience that includes nothing, which means all active customers. */
  confirmEveryone?: boolean | undefined;
  /** How many somebody has confirmed: when it would be another number now, nothing is sent. */
  expectedCount?: number | undefined;
  actor: string | null;
}

/** Key of the advisory lock that campaigns are sent under. */
const sendsLock = 7_268_302;

/** What was sent. */
export type SentSnapshot = Pick<SnapshotEntity, 'id' | 'count' | 'takenAt'>;

/**
 * Freezes a target and records its recipients in the contact log, in one transaction: after a crash either all of it is there
 * or nothing, and to send again then is safe.
 */
@Injectable()
export class SendService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly read: ConsistentRead,
    private readonly shares: PoolShares,
    private readonly targets: TargetLoader,
    private readonly snapshots: SnapshotWriter,
    private readonly check: FreezeCheck,
  ) {}

  /**
   * Sends a campaign once; sending it again gives the same snapshot and sends nothing.
   * @param within writes of the host that belong to the same transaction, such as the campaign's status
   * @throws ProblemException 404, 409 for a draft or archived target, an import under way, or
   *   another number than expected, 422 when a reference is missing or everyone is not confirmed, 503 when clocks are wrong
   */
  async send(
    request: SendRequest,
    within?: (manager: EntityManager, snapshot: SentSnapshot) => Promise<void>,
  ): Promise<SentSnapshot> {
    return this.shares.sending.take(async () => {
      const runner = this.dataSource.createQueryRunner();
      try {
        await runner.connect();
        return await this.locked(runner, async () => {
          const { manager } = runner;
          if (!(await sentBefore(request, manager)))
            await passLastSend(() => this.read.moment().now, manager);
          return this.sendOnce(runner, request, within);
        });
      } finally {
        await runner.release();
      }
    });
  }

  /**
   * One send at a time, of whatever campaign and process: each must see the contacts of those before, or two that keep out who was
   * contacted would reach the same customers. A session lock, taken before the transaction, whose snapshot of the database
   * must be younger than the send that has just ended.
   */
  private async locked<T>(runner: QueryRunner, work: () => Promise<T>): Promise<T> {
    await runner.query('SELECT pg_advisory_lock($1)', [sendsLock]);
    try {
      return await work();
    } finally {
      // A connection that is lost has given up its lock; its error must not hide the one of the work.
      await runner.query('SELECT pg_advisory_unlock($1)', [sendsLock]).catch(() => undefined);
    }
  }

  private sendOnce(
    runner: QueryRunner,
    request: SendRequest,
    within?: (manager: EntityManager, snapshot: SentSnapshot) => Promise<void>,
  ): Promise<SentSnapshot> {
    return this.check.compare<SentSnapshot>(
      async (view) => ((await sentBefore(request, view.manager)) ? undefined : this.counted(request, view)),
      async (view) => {
        const sent = await sentBefore(request, view.manager);
        if (sent) return { value: sent, ledger: undefined };
        const snapshot = await workingWith(request.target, () => this.freeze(request, view));
        await within?.(view.manager, snapshot);
        return { value: snapshot, ledger: snapshot.ledger };
      },
      (ask, first) => this.inTransaction(runner, async (manager) => ask(manager, await first(manager))),
    );
  }

  private async inTransaction<T>(
    runner: QueryRunner,
    ask: (manager: EntityManager) => Promise<T>,
  ): Promise<T> {
    await runner.startTransaction('REPEATABLE READ');
    try {
      const answer = await ask(runner.manager);
      await runner.commitTransaction();
      return answer;
    } catch (error) {
      // Where the connection is lost, that is what has failed.
      await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    }
  }

  /** What is to be sent, if it can be: whatever is wrong with it is said when it is frozen. */
  private async counted({ target, campaignId }: SendRequest, view: View): Promise<CountedPlan | undefined> {
    try {
      const definition = await this.targets.definition(target, view.manager);
      return { plan: await this.targets.plan(definition, view), campaignId };
    } catch (error) {
      if (error instanceof ProblemException) return undefined;
      throw error;
    }
  }

  private async freeze(
    { target, campaignId, confirmEveryone, expectedCount, actor }: SendRequest,
    view: View,
  ): Promise<SnapshotEntity> {
    await this.refuseUnsendable(target, view);
    const definition = await this.targets.definition(target, view.manager);
    const references = await this.targets.references(definition, view);
    refuseDrafts(references);
    refuseUnfinishedImports(references);
    if (includesEveryone(definition) && !confirmEveryone)
      throw refused(
        'confirm_everyone',
        'confirm_everyone',
        'This audience includes nothing, which means all active customers. Send "confirm_everyone": true if that is meant.',
      );
    const order = { target, definition, sentCampaignId: campaignId, campaignId, actor };
    const snapshot = await this.snapshots.take(order, view);
    refuseAnotherCount(snapshot.count, expectedCount);
    return snapshot;
  }

  private async refuseUnsendable(target: Target, { manager }: View): Promise<void> {
    const isAudience = 'audienceId' in target;
    const { id, name, status } = isAudience
      ? await this.targets.audience(target.audienceId, manager)
      : await this.targets.segment(target.segmentId, manager);
    if (status === 'active') return;
    const path = `${isAudience ? 'audiences' : 'segments'}/${id}`;
    throw conflictWith(path, status, `“${name}” is ${status}; only what is active can be sent.`);
  }
}

const sentBefore = ({ campaignId }: SendRequest, manager: EntityManager): Promise<SnapshotEntity | null> =>
  manager.findOneBy(SnapshotEntity, { campaignId });

/** To refuse it rolls back whatever was written to send it. */
function refuseAnotherCount(count: number, expected: number | undefined): void {
  if (expected === undefined || expected === count) return;
  const message = `You confirmed ${expected.toLocaleString('en')}; now it would be ${count.toLocaleString('en')}. Look at who has come and gone, and confirm the new number.`;
  throw conflictWith('expected_count', 'count_changed', message);
}
