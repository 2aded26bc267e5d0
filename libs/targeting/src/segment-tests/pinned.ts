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

type People = Map<string, PinnedPerson>;

/** A statement may have 65,535 parameters. From here on no further rule is taken into one, which leaves room for the last. */
const enough = 20_000;

/** Whether each rule holds for its customers, by their keys, many in one statement; who is missing there is no customer. */
export async function findPinned(pinned: readonly Pinned[], view: View): Promise<People[]> {
  const found = pinned.map((): People => new Map());
  const asked = pinned.map((each, index) => ({ ...each, index })).filter(({ keys }) => keys.length > 0);
  for (let first = 0; first < asked.length;) {
    const writer = new SqlWriter();
    const questions: string[] = [];
    for (; first < asked.length && writer.params.length < enough; first++)
      questions.push(questionOf(asked[first]!, writer, view));
    const rows = await view.manager.query<(PinnedPerson & { index: number })[]>(
      questions.join(' UNION ALL '),
      writer.params,
    );
    for (const { index, ...person } of rows) found[index]!.set(String(person.id), person);
  }
  return found;
}

function questionOf(
  { rule, keys, index }: Pinned & { index: number },
  writer: SqlWriter,
  { catalogue: { customer }, moment }: View,
): string {
  const isIn = compileRule(rule, { customer, writer, moment, alias: 'c', rowByRow: true });
  const theirs = writer.param(keys, `${customer.keyType}[]`);
  return `SELECT ${index} AS "index", ${customerColumns(customer)}, ${isIn} AS "isIn"
     FROM ${quoteTable(customer.table)} c WHERE c.${quoteIdentifier(customer.keyColumn)} = ANY(${theirs})`;
}
