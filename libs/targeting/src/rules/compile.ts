import type { CustomerTable } from './catalogue.js';
import { compileEventRule, type EventScope } from './compile-events.js';
import { compileField, compileGroup, negate } from './compile-group.js';
import { listMembership } from './list-membership.js';
import type { KnownText } from './read.js';
import { instantInSpanSql } from './span.js';
import { quoteIdentifier, type SqlWriter } from './sql.js';
import type { Moment } from './time.js';
import type { ContactedRule, CustomersRule, Group, Rule, SampleRule } from './tree.js';

/** What a compilation needs beside the rule. */
export interface CompileContext {
  readonly customer: CustomerTable;
  readonly writer: SqlWriter;
  readonly moment: Moment;
  /** Alias of the customer's table in the statement around. */
  readonly alias: string;
  /** A campaign whose own contacts do not count. */
  readonly campaignId?: string | undefined;
  /**
   * For the first rows of many, or for a few people: whatever is about more than the customer's row is looked up for one customer after the other,
   * and never gathered beforehand for all of them.
   */
  readonly rowByRow?: boolean | undefined;
  /**
   * Events are read beforehand, where about everybody is asked of them: as alternatives to other rules. Only several processes at
   * once can do that. But where PostgreSQL has no room to hash what was read, it reads all of it again for each customer.
   */
  readonly hashed?: boolean | undefined;
  /** A field whose text the statement around has read already. */
  readonly known?: KnownText | undefined;
}

/**
 * Compiles a linked rule to one SQL condition on the customer's row. The condition is true or false, never NULL.
 * Whatever is about more than that row is `EXISTS` on the customer's key.
 */
export const compileRule = (rule: Rule, context: CompileContext): string =>
  new Compiler(context).rule(rule, true, 'of all');

/** The same where NULL may stand for false, as in WHERE: there an index can serve a comparison as it is. */
export const compileFilter = (rule: Rule, context: CompileContext): string =>
  new Compiler(context).rule(rule, false, 'of all');

/** Of whom a rule is asked: of all, as an alternative to other rules, or of those for whom the rules beside it hold. */
type Asked = 'of all' | 'as alternative' | 'of some';

class Compiler {
  constructor(private readonly context: CompileContext) {}

  rule(rule: Rule, strict: boolean, asked: Asked): string {
    switch (rule.kind) {
      case 'group': {
        const within = askedWithin(rule, asked);
        return compileGroup(rule, strict, (child, childStrict) => this.rule(child, childStrict, within));
      }
      case 'field':
        return compileField(rule, strict, this.context);
      case 'event':
        return compileEventRule(rule, this.eventScope(asked));
      case 'segment':
        if (!rule.target) throw new Error(`The segment ${rule.id} is not linked.`);
        return negate(rule.negated, this.rule(rule.target.rule, strict || rule.negated, asked));
      case 'list':
        return negate(rule.negated, `(${this.listed(rule.id)})`);
      case 'contacted':
        return negate(rule.negated, this.contacted(rule));
      case 'sample':
        return negate(rule.negated, this.sample(rule));
      case 'customers':
        return this.customers(rule);
      case 'everyone':
        return 'TRUE';
    }
  }

  private eventScope(asked: Asked): EventScope {
    const { writer, moment, hashed = false } = this.context;
    const { key, fence } = this;
    return { key, writer, moment, fence, hashed: hashed && asked === 'as alternative' };
  }

  /** The planner leaves a subquery with OFFSET where it stands. */
  private get fence(): string {
    return this.context.rowByRow ? ' OFFSET 0' : '';
  }

  private get key(): string {
    return `${this.context.alias}.${quoteIdentifier(this.context.customer.keyColumn)}`;
  }

  private listed(id: number): string {
    const { customer, alias, writer } = this.context;
    return listMembership(customer, alias, writer.param(id, 'integer'), this.fence);
  }

  private contacted({ window, campaigns }: ContactedRule): string {
    const { writer, moment, campaignId } = this.context;
    const k = writer.alias('k');
    const conditions = [
      `${k}.customer_id = ${this.key}`,
      // What happened after `now` has not happened.
      instantInSpanSql(`${k}.contacted_at`, { to: moment.now + 1 }, writer),
      ...(window ? [instantInSpanSql(`${k}.contacted_at`, window.span(moment), writer)] : []),
      ...(campaigns ? [`${k}.campaign_id = ANY(${writer.param(campaigns, 'text[]')})`] : []),
      ...(campaignId === undefined ? [] : [`${k}.campaign_id <> ${writer.param(campaignId, 'text')}`]),
    ];
    return `EXISTS (SELECT 1 FROM targeting.contacts ${k} WHERE ${conditions.join(' AND ')}${this.fence})`;
  }

  /** The first 32 bits of md5 of `salt:id`, modulo 10,000. */
  private sample({ percent, salt }: SampleRule): string {
    const { writer } = this.context;
    const hash = `md5(${writer.param(`${salt}:`, 'text')} || ${this.key}::text)`;
    const bucket = `('x' || left(${hash}, 8))::bit(32)::bigint % 10000`;
    return `(${bucket} < 100 * ${writer.param(percent, 'numeric')})`;
  }

  private customers({ keys }: CustomersRule): string {
    const { customer, writer } = this.context;
    return `(${this.key} = ANY(${writer.param(keys, `${customer.keyType}[]`)}))`;
  }
}

function askedWithin({ logic, rules }: Group, asked: Asked): Asked {
  if (rules.length === 1 || asked === 'of some') return asked;
  return logic === 'OR' ? 'as alternative' : 'of some';
}
