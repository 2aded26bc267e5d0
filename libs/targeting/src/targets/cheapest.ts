import type { EntityManager } from 'typeorm';
import type { Statement } from '../host/prepared.js';

/**
 * Which of some statements that give the same PostgreSQL expects to be the cheapest; of equals the first. For forms between which its
 * planner does not choose by itself.
 */
export async function cheapest(statements: readonly Statement[], manager: EntityManager): Promise<Statement> {
  const [first, ...others] = new Map(statements.map((statement) => [statement.text, statement])).values();
  if (others.length === 0) return first!;
  let best = { statement: first!, cost: await costOf(first!, manager) };
  for (const statement of others) {
    const cost = await costOf(statement, manager);
    if (cost < best.cost) best = { statement, cost };
  }
  return best.statement;
}

/** What PostgreSQL expects a statement to cost, in its own units. */
export async function costOf({ text, values }: Statement, manager: EntityManager): Promise<number> {
  const [row] = await manager.query<[{ 'QUERY PLAN': [{ Plan: { 'Total Cost': number } }] }]>(
    `EXPLAIN (FORMAT JSON) ${text}`,
    [...values],
  );
  return row['QUERY PLAN'][0].Plan['Total Cost'];
}
