import type { View } from '../host/consistent-read.js';
import { compileRule, type Group, quoteTable, type Rule, SqlWriter } from '../rules/index.js';

/** How many customers a rule holds for, by itself and with its siblings up to it. */
export interface RuleCount {
  path: string;
  /** Of the rule by itself. */
  count: number;
  /** Of its group's rules up to it, combined by the group's logic. */
  running: number;
}

/** Counts a tree and each of its rules, in one statement over one pass of the customers. */
export async function countRules(
  tree: Group,
  { manager, catalogue, moment }: View,
): Promise<{ count: number; total: number; rules: RuleCount[] }> {
  const context = { customer: catalogue.customer, writer: new SqlWriter(), moment, alias: 'c' };
  const leaves: string[] = [];
  const nodes: { path: string; own: string; running: string }[] = [];
  const whole = walk(tree);

  /** The condition of a rule, over the flags of the leaves. */
  function walk(rule: Rule): string {
    if (rule.kind !== 'group') return `f[${leaves.push(compileRule(rule, context))}]`;
    const parts = rule.rules.map((child) => {
      const node = { path: child.path, own: '', running: '' };
      nodes.push(node);
      return Object.assign(node, { own: walk(child) });
    });
    parts.forEach((node, index) => {
      node.running = parts
        .slice(0, index + 1)
        .map(({ own }) => own)
        .join(` ${rule.logic} `);
    });
    return `${rule.not ? 'NOT ' : ''}(${parts.map(({ own }) => own).join(` ${rule.logic} `)})`;
  }

  const conditions = [whole, 'TRUE', ...nodes.flatMap(({ own, running }) => [own, running])];
  // The flags are computed once a customer; OFFSET 0 keeps them apart from the many counts over them.
  const flags = `SELECT ARRAY[${leaves.join(', ')}] AS f FROM ${quoteTable(context.customer.table)} c OFFSET 0`;
  const [{ counts }] = await manager.query<[{ counts: number[] }]>(
    `SELECT ARRAY[${conditions.map((condition) => `count(*) FILTER (WHERE ${condition})`).join(', ')}]::int[] AS counts FROM (${flags}) c`,
    context.writer.params,
  );
  const [count = 0, total = 0, ...rest] = counts;
  const rules = nodes.map(({ path }, index) => ({
    path,
    count: rest[2 * index]!,
    running: rest[2 * index + 1]!,
  }));
  return { count, total, rules };
}
