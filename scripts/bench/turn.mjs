/**
 * Customers change, and when they are turned again they are as they were: `updated_at` tells who is to be turned back, even
 * when a run was killed half way.
 * @param {import('pg').Client} sql @param {string} which a condition @param {unknown[]} [values]
 */
export async function turn(sql, which, values = []) {
  await sql.query(
    `UPDATE customers SET score = 100 - score,
       updated_at = CASE WHEN updated_at = created_at THEN created_at + interval '1 second' ELSE created_at END
     WHERE ${which}`,
    values,
  );
}

/** @param {import('pg').Client} sql */
export const turnAllBack = (sql) => turn(sql, 'updated_at <> created_at');
