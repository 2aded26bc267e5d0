import type { View } from '../host/consistent-read.js';
import { compileRule, type Key, quoteIdentifier, quoteTable, type Rule, SqlWriter } from '../rules/index.js';
import { customerColumns } from '../targets/customer-sql.js';
import type { PersonResponse } from '../targets/member.dto.js';

/** A rule, and the customers it is asked about. */
export interface Pinned {
  readonly rule: Rule;
  readonly keys: readonly Key[];
}

export interface PinnedPerson extends PersonResponse {
  readonly isIn: boolean;
}

/** The same for a key, however it is written. */
export const keyText = (key: Key): string => String(key).toLowerCase();

/** Whether each rule holds for its customers, in one statement; who is missing there is no customer. */
export async function findPinned(
  pinned: readonly Pinned[],
  view: View,
): Promise<Map<string, PinnedPerson>[]> {
  const { customer } = view.catalogue;
  const writer = new SqlWriter();
  const questions = pinned.flatMap(({ rule, keys }, index) =>
    keys.length === 0
      ? []
      : [
          `SELECT ${index} AS "index", ${customerColumns(customer)},
             ${compileRule(rule, { customer, writer, moment: view.moment, alias: 'c' })} AS "isIn"
           FROM ${quoteTable(customer.table)} c WHERE c.${quoteIdentifier(customer.keyColumn)} = ANY(${writer.param(keys, `${customer.keyType}[]`)})`,
        ],
  );
  const found = pinned.map(() => new Map<string, PinnedPerson>());
  if (questions.length === 0) return found;
  const rows = await view.manager.query<(PinnedPerson & { index: number })[]>(
    questions.join(' UNION ALL '),
    writer.params,
  );
  for (const { index, ...person } of rows) found[index]!.set(keyText(person.id), person);
  return found;
}
