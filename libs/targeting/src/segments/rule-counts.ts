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

/** How many a tree holds for, how many customers there are, and the counts of its rules: group by group, from the root. */
export interface RuleCounts {
  count: number;
  total: number;
  rules: RuleCount[];
}

/** Counts a tree and each of its rules, in one statement over one pass of the customers. */
export async function countRules(tree: Group, { manager, catalogue, moment }: View): Promise<RuleCounts> {
  const writer = new SqlWriter();
  const context = { customer: catalogue.customer, writer, moment, alias: 'c' };
  const { leaves, levels, whole, nodes } = new TreeSql((leaf) => compileRule(leaf, context)).of(tree);
  // Flags of the leaves, computed once a customer; then, of those who have the same, and group by group from the innermost
  // out, where each is decided. OFFSET 0 keeps these steps apart, or each use of a flag would compute it again.
  const flags = `SELECT ARRAY[${leaves.join(', ')}] AS f FROM ${quoteTable(catalogue.customer.table)} c OFFSET 0`;
  const alike = `SELECT f, '{}'::int[] AS g, count(*)::int AS customers FROM (${flags}) l GROUP BY f`;
  const decided = levels.reduce(
    (inner, groups) =>
      `SELECT f, g || ARRAY[${groups.join(', ')}]::int[] AS g, customers FROM (${inner}) l OFFSET 0`,
    alike,
  );
  const conditions = [whole, 'TRUE', ...nodes.flatMap(({ own, running }) => [own, running])];
  const counts = conditions
    .map((condition) => `coalesce(sum(customers) FILTER (WHERE ${condition}), 0)`)
    .join(', ');
  const [row] = await manager.query<{ counts: number[] }[]>(
    `SELECT ARRAY[${counts}]::int[] AS counts FROM (${decided}) d`,
    writer.params,
  );
  const [count = 0, total = 0, ...rest] = row!.counts;
  const rules = nodes.map(({ path }, index) => ({
    path,
    count: rest[2 * index]!,
    running: rest[2 * index + 1]!,
  }));
  return { count, total, rules };
}

/** Conditions over the flags `f` of leaves and the decisions `g` of groups. */
interface Node {
  path: string;
  own: string;
  running: string;
}

/**
 * A group is decided by its first rule that fails (AND) or holds (OR): the position of that rule says all running totals, so
 * that no condition is written twice, however large the tree.
 */
class TreeSql {
  private readonly leaves: string[] = [];
  private readonly groups: { group: Group; height: number; children: string[] }[] = [];

  constructor(private readonly compile: (leaf: Rule) => string) {}

  of(tree: Group): { leaves: string[]; levels: string[][]; whole: string; nodes: Node[] } {
    this.visit(tree);
    const order = [...this.groups].sort((a, b) => a.height - b.height);
    const position = new Map(order.map(({ group }, index) => [group, `g[${index + 1}]`]));
    const own = (rule: Rule, leaf: string) =>
      rule.kind === 'group' ? holds(rule, position.get(rule)!) : leaf;
    const levels: string[][] = [];
    for (const { group, height, children } of order) {
      const flags = group.rules.map((rule, index) => own(rule, children[index]!));
      (levels[height] ??= []).push(`array_position(ARRAY[${flags.join(', ')}], ${decisive(group)})`);
    }
    const nodes = this.groups.flatMap(({ group, children }) =>
      group.rules.map((rule, index) => ({
        path: rule.path,
        own: own(rule, children[index]!),
        running: undecidedUpTo(group, position.get(group)!, index + 1),
      })),
    );
    return { leaves: this.leaves, levels, whole: own(tree, ''), nodes };
  }

  /** @returns the height of the rule: 0 for the innermost groups */
  private visit(group: Group): number {
    const entry = { group, height: 0, children: [] as string[] };
    this.groups.push(entry);
    for (const rule of group.rules) {
      if (rule.kind === 'group') entry.height = Math.max(entry.height, this.visit(rule) + 1);
      entry.children.push(rule.kind === 'group' ? '' : `f[${this.leaves.push(this.compile(rule))}]`);
    }
    return entry.height;
  }
}

/** The value of one rule that decides its group. */
const decisive = ({ logic }: Group): string => (logic === 'OR' ? 'TRUE' : 'FALSE');

const holds = ({ logic, not }: Group, decidedAt: string): string =>
  `(${decidedAt} IS ${(logic === 'OR') === not ? '' : 'NOT '}NULL)`;

/** The rules up to the one at `position` together hold. */
const undecidedUpTo = ({ logic }: Group, decidedAt: string, position: number): string =>
  logic === 'OR' ? `${decidedAt} <= ${position}` : `(${decidedAt} IS NULL OR ${decidedAt} > ${position})`;
