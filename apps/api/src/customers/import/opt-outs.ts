import type { EntityManager } from 'typeorm';

/**
 * Applies the refusals of consent in rows that are rejected for another reason, when it is clear whose they are.
 * After the merge, so that a refusal stands against any other row of the file.
 */
export async function applyOptOuts(manager: EntityManager): Promise<void> {
  await manager.query(optOutSql, [' The row is rejected, but its subscribed=false was applied.']);
}

const optOutSql = `
WITH found AS (
  SELECT staged.line, customers.id, true AS agrees FROM staged JOIN customers USING (external_id) WHERE staged.opts_out
  UNION
  SELECT staged.line, customers.id, coalesce(customers.external_id = staged.external_id, true) FROM staged
  JOIN customers ON targeting.fold(customers.email) COLLATE "C" = staged.email_key WHERE staged.opts_out
), identified AS (
  SELECT line, min(id) AS id FROM found GROUP BY line HAVING count(*) = 1 AND bool_and(agrees)
), noted AS (
  UPDATE staged SET message = message || $1 FROM identified WHERE staged.line = identified.line
)
UPDATE customers SET subscribed = false, updated_at = now()
WHERE id IN (SELECT id FROM identified) AND subscribed IS DISTINCT FROM false`;
