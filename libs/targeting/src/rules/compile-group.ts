import type { SqlSite } from './read.js';
import type { Moment } from './time.js';
import type { FieldRule, Group, Rule } from './tree.js';

/**
 * A group over its compiled rules. Where it is negated, its rules must be strict: their NULL would not become true.
 * @param strict whether the result must be true or false; otherwise NULL may stand for false
 */
export function compileGroup(
  { logic, not, rules }: Group,
  strict: boolean,
  compile: (rule: Rule, strict: boolean) => string,
): string {
  const parts = rules.map((rule) => compile(rule, strict || not));
  return negate(not, `(${parts.join(` ${logic} `)})`);
}

export function compileField(
  { field, test }: FieldRule,
  strict: boolean,
  { alias, writer, known, moment }: Omit<SqlSite, 'field'> & { moment: Moment },
): string {
  const sql = test.sql({ field, alias, writer, known, asValue: strict }, moment);
  return strict ? `((${sql}) IS TRUE)` : `(${sql})`;
}

export const negate = (negated: boolean, sql: string): string => (negated ? `NOT ${sql}` : sql);
