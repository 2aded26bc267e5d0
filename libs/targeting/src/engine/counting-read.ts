import { Injectable } from '@nestjs/common';
import { ConsistentRead } from '../host/consistent-read.js';
import type { MembersQuery } from '../http/page.dto.js';
import type { Fault } from '../http/problem.js';
import { SqlCounts } from '../targets/counts.js';
import { type CountingView, MembershipEngine } from './membership-engine.js';

/** Reads that count: by the sets in memory where they serve, else by SQL. The numbers are the same. */
@Injectable()
export class CountingRead {
  constructor(
    private readonly read: ConsistentRead,
    private readonly engine: MembershipEngine,
  ) {}

  /**
   * @param ask may be called again, each time in a transaction of its own
   * @param asOf another instant than the present is asked of the database
   * @throws ProblemException 503 when a statement takes longer than `limits.previewMs`
   */
  run<T>(ask: (view: CountingView) => Promise<T>, asOf?: string | null): Promise<T> {
    if (asOf) return this.read.run((view) => ask({ ...view, counts: new SqlCounts(view) }), asOf);
    return this.engine.run(ask, (question) => this.read.run(question));
  }

  /** For a page of members and how many there are: memory knows the number, and of the page what is in the order of the keys. */
  page<T>({ q, sort, as_of }: MembersQuery, ask: (view: CountingView) => Promise<T>): Promise<T> {
    if (q || (sort !== undefined && sort !== 'id'))
      return this.read.run((view) => ask({ ...view, counts: new SqlCounts(view) }), as_of);
    return this.run(ask, as_of);
  }

  /** Like `ConsistentRead.count`: what keeps it from being counted is told in `problems`. */
  count(ask: (view: CountingView) => Promise<number>): Promise<{ count: number | null; problems: Fault[] }> {
    return this.read.count((open) => this.engine.run(ask, open));
  }
}
