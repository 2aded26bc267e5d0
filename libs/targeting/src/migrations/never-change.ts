/**
 * What was frozen or logged stays: the database itself refuses to change it, whoever asks, the owner of the tables included.
 * Who may drop a trigger, or make the session a replica's, can still get round it, but not by mistake.
 */
export const refuseChangeSql = `CREATE OR REPLACE FUNCTION targeting.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN
  RAISE EXCEPTION 'Rows of %.% never change: % is refused.', TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $f$`;

export const neverChangeSql = (tables: readonly string[]): string[] =>
  tables.map(
    (table) =>
      `CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE OR TRUNCATE ON targeting.${table}
         FOR EACH STATEMENT EXECUTE FUNCTION targeting.refuse_change()`,
  );

export const meltSql = (tables: readonly string[]): string[] =>
  tables.map((table) => `DROP TRIGGER never_changes ON targeting.${table}`);
