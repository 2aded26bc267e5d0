import { type CustomerTable, fold, type Key, quoteIdentifier, type SqlWriter } from '../rules/index.js';

/** `id`, `name` and `email` of the customer with the alias `c`. */
export const customerColumns = (customer: CustomerTable): string =>
  `c.${quoteIdentifier(customer.keyColumn)} AS id, c.${quoteIdentifier(customer.nameColumn)} AS name, c.${quoteIdentifier(customer.emailColumn)} AS email`;

/** The text stands in the name or the e-mail address, or is the key. */
export function searchSql(customer: CustomerTable, text: string | undefined, writer: SqlWriter): string[] {
  if (!text) return [];
  const needle = writer.param(fold(text), 'text');
  const inColumn = (column: string) =>
    `coalesce(strpos(targeting.fold(c.${quoteIdentifier(column)}::text) COLLATE "C", ${needle}) > 0, FALSE)`;
  const isKey = `c.${quoteIdentifier(customer.keyColumn)}::text = ${writer.param(text.trim(), 'text')}`;
  return [`(${inColumn(customer.nameColumn)} OR ${inColumn(customer.emailColumn)} OR ${isKey})`];
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Of a key, or another id. */
export const longestId = 1_000;

/** Whether it is an integer of so many bits, in the only form that the database gives: `007` is the key of nobody. */
export const isWrittenInteger = (text: string, bits: 32 | 64): boolean =>
  /^(?:0|-?[1-9]\d{0,18})$/.test(text) && BigInt.asIntN(bits, BigInt(text)) === BigInt(text);

/** Whether a value can be a key of the host's customers. */
export function isKeyOf({ keyType }: CustomerTable, key: unknown): key is Key {
  switch (keyType) {
    case 'integer':
      return Number.isInteger(key) && Math.abs(key as number) <= 2_147_483_647;
    case 'bigint':
      return Number.isSafeInteger(key) || (typeof key === 'string' && isWrittenInteger(key, 64));
    case 'uuid':
      return typeof key === 'string' && uuid.test(key);
    case 'text':
      return typeof key === 'string' && key !== '' && key.length <= longestId && !key.includes('\u0000');
  }
}

/** A key in the form in which the database writes it, so that it can be compared in memory. */
export const writtenKey = ({ keyType }: CustomerTable, key: Key): Key =>
  keyType === 'uuid' ? String(key).toLowerCase() : key;
