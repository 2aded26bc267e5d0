import { HttpStatus, Injectable } from '@nestjs/common';
import { ConsistentRead } from '../host/consistent-read.js';
import type { KeysetPage } from '../http/page.dto.js';
import { ProblemException } from '../http/problem.js';
import { quoteIdentifier, quoteTable } from '../rules/index.js';
import { TargetLoader } from '../targets/target-loader.js';
import type {
  HistoryPoint,
  HistoryQuery,
  HistoryResponse,
  MembershipEventPageResponse,
  MembershipEventResponse,
} from './history.dto.js';
import { type NotObserved, SegmentObserver } from './segment-observer.js';

const isoSql = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** What has happened to a segment. */
@Injectable()
export class HistoryService {
  constructor(
    private readonly read: ConsistentRead,
    private readonly targets: TargetLoader,
    private readonly observer: SegmentObserver,
  ) {}

  /** Sizes, up to this moment where it can be observed. */
  async ofSegment(id: number, query: HistoryQuery): Promise<HistoryResponse> {
    const not_observed = await this.observe(id);
    return this.read.run(async ({ manager }) => {
      await this.targets.segment(id, manager);
      const [{ total }] = await manager.query<[{ total: number }]>(
        'SELECT count(*)::int AS total FROM targeting.segment_history WHERE segment_id = $1',
        [id],
      );
      const rows = await manager.query<HistoryPoint[]>(
        `SELECT id::text, ${isoSql('at')} AS at, count, entered, "left" FROM targeting.segment_history
           WHERE segment_id = $1 AND ($2::bigint IS NULL OR id < $2) ORDER BY segment_history.id DESC LIMIT $3`,
        [id, query.after ?? null, (query.per_page ?? 100) + 1],
      );
      return {
        ...pageOf(rows, total, query.per_page ?? 100, ({ id }) => id),
        not_observed,
      };
    });
  }

  /** Who came and who left, up to this moment where it can be observed. */
  async events(id: number, query: HistoryQuery): Promise<MembershipEventPageResponse> {
    const not_observed = await this.observe(id);
    return this.read.run(async ({ manager, catalogue: { customer } }) => {
      await this.targets.segment(id, manager);
      const [{ total }] = await manager.query<[{ total: number }]>(
        'SELECT count(*)::int AS total FROM targeting.membership_events WHERE segment_id = $1',
        [id],
      );
      const column = (name: string) => `c.${quoteIdentifier(name)}`;
      const rows = await manager.query<MembershipEventResponse[]>(
        `SELECT e.id::text, e.customer_id, ${column(customer.nameColumn)} AS name, ${column(customer.emailColumn)} AS email, e.change, e.reason, ${isoSql('e.at')} AS at
           FROM (SELECT * FROM targeting.membership_events WHERE segment_id = $1 AND ($2::bigint IS NULL OR id < $2) ORDER BY id DESC LIMIT $3) e
           LEFT JOIN ${quoteTable(customer.table)} c ON ${column(customer.keyColumn)} = e.customer_id ORDER BY e.id DESC`,
        [id, query.after ?? null, (query.per_page ?? 50) + 1],
      );
      return { ...pageOf(rows, total, query.per_page ?? 50, (event) => event.id), not_observed };
    });
  }

  /** What was recorded before is there, whatever keeps it from being observed now. */
  private async observe(id: number): Promise<NotObserved | null> {
    try {
      return (await this.observer.observe(id)).notObserved;
    } catch (error) {
      if (error instanceof ProblemException && error.getStatus() === Number(HttpStatus.UNPROCESSABLE_ENTITY))
        return 'invalid_rules';
      throw error;
    }
  }
}

function pageOf<T>(rows: T[], total: number, limit: number, cursor: (row: T) => string): KeysetPage<T> {
  const data = rows.slice(0, limit);
  return { data, total, next: rows.length > limit ? cursor(data.at(-1)!) : null };
}
