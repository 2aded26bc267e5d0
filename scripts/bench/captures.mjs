/** A trigger of the library that notes who has changed. @typedef {{ table: string, name: string, mode: keyof typeof words }} Capture */

const sql = `SELECT tgrelid::regclass::text AS table, quote_ident(tgname) AS name, tgenabled AS mode
  FROM pg_trigger WHERE tgrelid IN ('customers'::regclass, 'events'::regclass) AND NOT tgisinternal`;

/** @param {import('pg').Client} client @returns {Promise<Capture[]>} none: this version keeps nothing warm */
export async function findCaptures(client) {
  const { rows } = await client.query(sql);
  const captures = rows.map((row) => (row.mode === 'D' ? { ...row, mode: 'A' } : row));
  // A run that was killed may have left them switched off.
  await switchCaptures(client, captures, true);
  return captures;
}

const words = { O: 'ENABLE', A: 'ENABLE ALWAYS', R: 'ENABLE REPLICA' };

/** @param {import('pg').Client} client @param {Capture[]} captures @param {boolean} on */
export async function switchCaptures(client, captures, on) {
  for (const { table, name, mode } of captures)
    await client.query(`ALTER TABLE ${table} ${on ? words[mode] : 'DISABLE'} TRIGGER ${name}`);
}
