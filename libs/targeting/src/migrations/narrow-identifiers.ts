/**
 * A file of a million addresses is to be remembered in seconds. What costs is the index: a hash of the value is sorted and
 * compared faster than the value, and in the order of list and hash every row of a new list goes to the index's end.
 */
export const narrowIdentifiersSql = [
  `ALTER TABLE targeting.list_identifiers DROP CONSTRAINT list_identifiers_pkey`,
  `DROP INDEX targeting.list_identifiers_list`,
  // Serves: all that a list remembers, and whether it remembers a value.
  `CREATE INDEX list_identifiers_value ON targeting.list_identifiers (list_id, hashtextextended(value, 0))`,
  // There is no key any more by which a subscriber of the host's publications could tell its rows apart.
  `ALTER TABLE targeting.list_identifiers REPLICA IDENTITY FULL`,
];

export const wideIdentifiersSql = [
  `ALTER TABLE targeting.list_identifiers REPLICA IDENTITY DEFAULT`,
  `DROP INDEX targeting.list_identifiers_value`,
  `CREATE INDEX list_identifiers_list ON targeting.list_identifiers (list_id)`,
  // What was picked by hand may have been replaced, and picked again: what is there now stays.
  `DELETE FROM targeting.list_identifiers a USING targeting.list_identifiers b
     WHERE (a.kind, a.value, a.list_id, a.import_id) = (b.kind, b.value, b.list_id, b.import_id) AND a.replaced_by IS NOT NULL
       AND (b.replaced_by IS NULL OR a.ctid > b.ctid)`,
  `ALTER TABLE targeting.list_identifiers ADD PRIMARY KEY (kind, value, list_id, import_id)`,
];
