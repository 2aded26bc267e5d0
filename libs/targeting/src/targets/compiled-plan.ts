import {
  type Catalogue,
  type CompileContext,
  compileFilter,
  compileRule,
  type Moment,
  quoteIdentifier,
  quoteTable,
  type Rule,
  SqlWriter,
} from '../rules/index.js';
import { bringsInSql, includedRule, includedSql, keptSql, type Plan } from './plan.js';

/** What a question about a plan is asked with. */
export interface PlanContext {
  readonly catalogue: Catalogue;
  readonly moment: Moment;
  /** A campaign whose own contacts do not count. */
  readonly campaignId?: string | undefined;
}

/** A plan compiled once: every statement about its members is made of the conditions in here. */
export class CompiledPlan {
  /** True or false for each source, never NULL. */
  readonly sources: readonly string[];
  readonly exclusions: readonly string[];
  private readonly context;

  constructor(
    readonly plan: Plan,
    { catalogue, moment, campaignId }: PlanContext,
    readonly writer = new SqlWriter(),
  ) {
    this.context = { customer: catalogue.customer, writer: this.writer, moment, alias: 'c', campaignId };
    this.sources = plan.sources.map(({ rule }) => this.compile(rule));
    this.exclusions = plan.exclusions.map(({ rule }) => this.compile(rule));
  }

  /** Another rule about the same customers, never NULL. @param rowByRow as of `CompileContext` */
  compile(rule: Rule, rowByRow = false): string {
    return compileRule(rule, { ...this.context, rowByRow });
  }

  get customer() {
    return this.context.customer;
  }

  get key(): string {
    return `c.${quoteIdentifier(this.customer.keyColumn)}`;
  }

  /** The condition for WHERE; the customer's table has the alias `c`. */
  memberFilter(how: Pick<CompileContext, 'rowByRow' | 'hashed'> = {}): string {
    const context = { ...this.context, ...how };
    const exclusions = this.plan.exclusions.map(({ rule }) => compileRule(rule, context));
    return keptSql(compileFilter(includedRule(this.plan), context), exclusions);
  }

  /** The condition as a value, for whoever it is asked of. */
  get member(): string {
    return `(${keptSql(includedSql(this.plan, this.sources), this.exclusions)})`;
  }

  /** One row for every customer of any source: `key`, a flag `s0…` a source, a flag `x0…` an exclusion. */
  get flags(): string {
    const brought = this.sources.map((condition, position) => `${condition} AS "source ${position}"`);
    const columns = [
      `${this.key} AS key`,
      ...this.sources.map((_, position) => `c."source ${position}" AS s${position}`),
      ...this.exclusions.map((condition, position) => `${condition} AS x${position}`),
    ];
    const any = this.sources.map((_, position) => `c."source ${position}"`).join(' OR ');
    // OFFSET 0 keeps the planner from evaluating a condition once for each use of its flag.
    return (
      `SELECT ${columns.join(', ')} FROM (SELECT c.*, ${brought.join(', ')} FROM ${quoteTable(this.customer.table)} c OFFSET 0) c` +
      ` WHERE ${any} OFFSET 0`
    );
  }

  /**
   * How many customers have the same flags: few rows, so that many numbers of them cost no more than one.
   * @param flags SQL of the rows of `flags`
   */
  alike(flags: string): string {
    const columns = [...this.sourceFlags, ...this.exclusionFlags].join(', ');
    return `SELECT ${columns}, count(*)::int AS customers FROM ${flags} f GROUP BY ${columns}`;
  }

  get sourceFlags(): string[] {
    return this.sources.map((_, position) => `s${position}`);
  }

  get exclusionFlags(): string[] {
    return this.exclusions.map((_, position) => `x${position}`);
  }

  /** Over the flags: brought in by the sources. */
  get included(): string {
    return includedSql(this.plan, this.sourceFlags);
  }

  /** Over the flags: positions of the sources that bring the customer in. */
  get sourcePositions(): string {
    const cases = bringsInSql(this.plan, this.sourceFlags).map(
      (flag, position) => `CASE WHEN ${flag} THEN ${position} END`,
    );
    return `array_remove(ARRAY[${cases.join(', ')}]::smallint[], NULL)`;
  }

  /** Over the flags: position of the first exclusion that hits; NULL when none does. */
  get firstExclusion(): string {
    if (this.exclusions.length === 0) return 'NULL::smallint';
    const cases = this.exclusionFlags.map((flag, position) => `WHEN ${flag} THEN ${position}`);
    return `(CASE ${cases.join(' ')} END)::smallint`;
  }
}
