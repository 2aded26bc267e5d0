import type { View } from '../host/consistent-read.js';
import { type Key, quoteIdentifier, quoteTable, SqlWriter } from '../rules/index.js';
import { customerIdentifiers, hasKey, hasValue, type IdentifierKind } from '../rules/list-membership.js';

/** One entry of a list that names the customer. */
interface Entry {
  list_id: number;
  /** Null: by their key, as they were found when the list was filled. */
  kind: IdentifierKind | null;
  value: string | null;
  /** Null: by hand. */
  file_name: string | null;
}

/** How a customer came onto lists, in words. One statement by keys; none where the customer is on no list. */
export async function waysOntoLists(
  key: Key,
  lists: ReadonlySet<number>,
  { catalogue: { customer }, manager }: View,
): Promise<ReadonlyMap<number, readonly string[]>> {
  if (lists.size === 0) return new Map();
  const writer = new SqlWriter();
  const ids = writer.param([...lists], 'integer[]');
  const theKey = writer.param(key, customer.keyType);
  const theirs = `${quoteTable(customer.table)} c WHERE c.${quoteIdentifier(customer.keyColumn)} = ${theKey}`;
  const named = Object.entries(customerIdentifiers(customer, 'c')).map(
    ([kind, sql]) => `SELECT u.list_id, u.kind, u.value, u.import_id FROM targeting.list_identifiers u
       WHERE u.kind = '${kind}' AND ${hasValue('u', `(SELECT ${sql} FROM ${theirs})`)} AND u.list_id = ANY(${ids}) AND u.replaced_by IS NULL`,
  );
  const found = `SELECT m.list_id, NULL AS kind, NULL AS value, m.import_id FROM targeting.list_members m
    WHERE ${hasKey('m', theKey, customer.keyType)} AND m.list_id = ANY(${ids}) AND m.replaced_by IS NULL`;
  const rows = await manager.query<Entry[]>(
    `SELECT e.list_id, e.kind, e.value, i.file_name FROM (${[...named, found].join(' UNION ALL ')}) e
       LEFT JOIN targeting.imports i ON i.id = e.import_id ORDER BY e.import_id, e.kind`,
    writer.params,
  );
  return new Map([...lists].map((id) => [id, inWords(rows.filter((row) => row.list_id === id))]));
}

/** By an identifier and by the key that was found for it is one way. */
function inWords(entries: readonly Entry[]): string[] {
  const isSaid = (entry: Entry) =>
    entry.kind === null &&
    entries.some((other) => other.kind !== null && other.file_name === entry.file_name);
  const ways = entries.filter((entry) => !isSaid(entry)).map(wayInWords);
  return [...new Set(ways)];
}

function wayInWords({ kind, value, file_name }: Entry): string {
  const by = kind === null ? '' : ` by the ${labels[kind]} ${value}`;
  return (file_name === null ? 'by hand' : `from the file “${file_name}”`) + (by && `,${by}`);
}

const labels: Record<IdentifierKind, string> = {
  email: 'e-mail address',
  external_id: 'external id',
  id: 'key',
};
