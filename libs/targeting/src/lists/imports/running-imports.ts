import type { EntityManager, QueryRunner } from 'typeorm';

/** Who runs an import holds the advisory lock of this class on its id, and loses it by dying. */
const lockClass = 1_952_543_335;

/** Takes the id of a new import, and its lock until the runner's transaction ends. */
export async function reserveImport(runner: QueryRunner): Promise<number> {
  const [{ id }] = (await runner.query(
    `SELECT nextval(pg_get_serial_sequence('targeting.imports', 'id'))::integer AS id`,
  )) as [{ id: number }];
  await runner.query('SELECT pg_advisory_xact_lock($1, $2)', [lockClass, id]);
  return id;
}

/** Marks the imports as failed that say they run, though nobody runs them: their process has died. */
export async function failAbandoned(manager: EntityManager): Promise<void> {
  // The candidates are fixed before locks are tried: those of finished imports would be free too.
  await manager.query(
    `UPDATE targeting.imports SET status = 'failed', finished_at = clock_timestamp(),
       error = 'The server stopped while the import was running. Nothing has changed: upload the file again.'
     WHERE status = 'running' AND id IN (
       SELECT id FROM (SELECT id FROM targeting.imports WHERE status = 'running' OFFSET 0) r
       WHERE pg_try_advisory_xact_lock($1, id))`,
    [lockClass],
  );
}
