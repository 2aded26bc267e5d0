import type { CustomerTable } from '../rules/index.js';

/** SQL: the hash over member ids `s.customer_id`, in the order of their type; text by code point, so that no collation matters. */
export function frozenHash({ keyType }: CustomerTable): string {
  const order = keyType === 'text' ? 's.customer_id COLLATE "C"' : 's.customer_id';
  return `encode(sha256(convert_to(coalesce(string_agg(s.customer_id::text, E'\\n' ORDER BY ${order}), ''), 'UTF8')), 'hex')`;
}
