import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FreezeCheck } from '../counting/freeze-check.js';
import { ConsistentRead, type View } from '../host/consistent-read.js';
import { PoolShares } from '../host/pool-shares.js';
import { findPage } from '../http/find-page.js';
import { type Key, SqlWriter } from '../rules/index.js';
import { calledNow, keyPage } from '../targets/key-page.js';
import { PreviewService } from '../counting/preview.service.js';
import { TargetLoader } from '../targets/target-loader.js';
import { findSnapshot } from './find-snapshot.js';
import { refuseUnfinishedImports } from './refuse-unready.js';
import {
  mapSnapshot,
  type SnapshotExcludedPageResponse,
  type SnapshotListQuery,
  type SnapshotMemberPageResponse,
  type SnapshotPageResponse,
  type SnapshotResponse,
  type SnapshotRowsQuery,
} from './snapshot.dto.js';
import { SnapshotEntity } from './snapshot.entity.js';
import { SnapshotWriter } from './snapshot-writer.js';

const columns = {
  sortable: { id: 'snapshot.id', taken_at: 'snapshot.takenAt', count: 'snapshot.count' },
  searched: [],
};

/** Frozen audiences. */
@Injectable()
export class SnapshotsService {
  constructor(
    private readonly read: ConsistentRead,
    private readonly shares: PoolShares,
    private readonly check: FreezeCheck,
    private readonly targets: TargetLoader,
    private readonly previews: PreviewService,
    private readonly writer: SnapshotWriter,
  ) {}

  /**
   * Freezes an audience as it is now.
   * @throws ProblemException 404, 409 when an import under way would change whom it has, 422 when something it refers to is missing
   */
  take(audienceId: number, actor: string | null): Promise<SnapshotResponse> {
    // The turn comes first: nobody is to wait for it while it has the sets in memory.
    return this.shares.counting.take(() =>
      this.check.compare<SnapshotResponse>(
        async (view) => {
          const definition = await this.targets.audience(audienceId, view.manager);
          const plan = await this.targets.plan(definition, view);
          return { plan, campaignId: await this.previews.campaignOf(audienceId, view) };
        },
        async (view) => {
          const snapshot = await this.freeze(audienceId, actor, view);
          return { value: mapSnapshot(snapshot), ledger: snapshot.ledger };
        },
        (ask, first) => this.read.writing({ milliseconds: 0 }, ask, first),
      ),
    );
  }

  ofAudience(audienceId: number, query: SnapshotListQuery): Promise<SnapshotPageResponse> {
    return this.read.run(async ({ manager }) => {
      await this.targets.audience(audienceId, manager);
      return page({ ...query, audience_id: audienceId }, manager);
    });
  }

  list(query: SnapshotListQuery): Promise<SnapshotPageResponse> {
    return this.read.run(({ manager }) => page(query, manager));
  }

  get(id: number): Promise<SnapshotResponse> {
    return this.read.run(async (view) => mapSnapshot(await findSnapshot(id, view)));
  }

  members(id: number, query: SnapshotRowsQuery): Promise<SnapshotMemberPageResponse> {
    return this.read.run(async (view) => {
      const { ledger } = await findSnapshot(id, view);
      const page = await this.rows<{ sources: number[] }>('snapshot_members', 'p.sources', id, query, view);
      const names = ledger.sources.map((source) =>
        source.id === undefined ? source.kind : `${source.kind}:${source.id}`,
      );
      return {
        ...page,
        data: page.data.map(({ sources, ...member }) => ({
          id: member.customer_id,
          ...member,
          sources: sources.map((position) => names[position]!),
        })),
      };
    });
  }

  excluded(id: number, query: SnapshotRowsQuery): Promise<SnapshotExcludedPageResponse> {
    return this.read.run(async (view) => {
      const { ledger } = await findSnapshot(id, view);
      const page = await this.rows<{ reason: number }>('snapshot_excluded', 'p.reason', id, query, view);
      return {
        ...page,
        data: page.data.map(({ reason, ...excluded }) => {
          const { alone: _alone, removed: _removed, ...why } = ledger.exclusions[reason]!;
          return { id: excluded.customer_id, ...excluded, reason: why };
        }),
      };
    });
  }

  private async freeze(audienceId: number, actor: string | null, view: View): Promise<SnapshotEntity> {
    const definition = await this.targets.audience(audienceId, view.manager);
    refuseUnfinishedImports(await this.targets.references(definition, view));
    const campaignId = await this.previews.campaignOf(audienceId, view);
    return this.writer.take({ target: { audienceId }, definition, campaignId, actor }, view);
  }

  private rows<Row>(table: string, column: string, id: number, query: SnapshotRowsQuery, view: View) {
    const writer = new SqlWriter();
    const { manager, catalogue } = view;
    const { columns, join } = calledNow(catalogue.customer);
    return keyPage<Row & CustomerRow>(
      {
        rows: `targeting.${table} r WHERE r.snapshot_id = ${writer.param(id, 'integer')}`,
        key: 'r.customer_id',
        columns: `p.customer_id, ${columns}, ${column}`,
        join,
      },
      query,
      { customer: catalogue.customer, writer, manager },
    );
  }
}

interface CustomerRow {
  customer_id: Key;
  name: string | null;
  email: string | null;
}

async function page(query: SnapshotListQuery, manager: EntityManager): Promise<SnapshotPageResponse> {
  const { audience_id: audienceId, segment_id: segmentId } = query;
  const builder = manager.createQueryBuilder(SnapshotEntity, 'snapshot');
  if (audienceId !== undefined) builder.andWhere({ audienceId });
  if (segmentId !== undefined) builder.andWhere({ segmentId });
  const { rows, total } = await findPage(builder, query, columns);
  return { data: rows.map(mapSnapshot), total };
}
