import { type CustomerTable, type KeyType, quoteIdentifier } from '../rules/index.js';
import type { IdentifierKind } from '../rules/list-membership.js';
import { isWrittenInteger, longestId } from '../targets/customer-sql.js';
import { foldEmailAddress } from './email-address.js';

/** Why a cell names nobody, whoever there is. */
export type Rejection = 'empty' | 'invalid_email' | 'invalid_id' | 'too_long';

/** What a cell holds: an identifier in the form in which lists keep it, or the reason why it is none. */
export type Reading = { readonly value: string } | { readonly rejection: Rejection };

const longestAddress = 254;

/** Reads cells as identifiers of one kind. */
export function identifierReader(kind: IdentifierKind, keyType: KeyType): (cell: string) => Reading {
  const read = kind === 'email' ? readEmail : kind === 'id' ? readKey[keyType] : readText;
  const longest = kind === 'email' ? longestAddress : longestId;
  return (cell) => {
    const text = cell.trim();
    if (text === '') return { rejection: 'empty' };
    return text.length > longest ? { rejection: 'too_long' } : read(text);
  };
}

function readEmail(text: string): Reading {
  const value = foldEmailAddress(text);
  return value === undefined ? { rejection: 'invalid_email' } : { value };
}

const readText = (text: string): Reading => ({ value: text });

const readInteger =
  (bits: 32 | 64) =>
  (text: string): Reading =>
    isWrittenInteger(text, bits) ? { value: text } : { rejection: 'invalid_id' };

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const readUuid = (text: string): Reading => {
  const value = text.toLowerCase();
  return uuid.test(value) ? { value } : { rejection: 'invalid_id' };
};

const readKey: Record<KeyType, (text: string) => Reading> = {
  integer: readInteger(32),
  bigint: readInteger(64),
  uuid: readUuid,
  text: readText,
};

/**
 * SQL: the customer with the alias `c` has the identifier of this kind. Unlike `customerIdentifiers`, it leaves the
 * customer's columns as they are, for the sake of the host's indexes.
 * @param value SQL of the identifier
 */
export function hasIdentifier(kind: IdentifierKind, customer: CustomerTable, value: string): string {
  switch (kind) {
    case 'email':
      return `targeting.fold(c.${quoteIdentifier(customer.emailColumn)}) COLLATE "C" = ${value}`;
    case 'external_id':
      return `c.${quoteIdentifier(customer.externalIdColumn!)}::text = ${value} COLLATE "default"`;
    case 'id':
      return `c.${quoteIdentifier(customer.keyColumn)} = ${keyOf(customer, value)}`;
  }
}

const keyOf = ({ keyType }: CustomerTable, value: string): string =>
  keyType === 'text' ? `${value} COLLATE "default"` : `${value}::${keyType}`;
