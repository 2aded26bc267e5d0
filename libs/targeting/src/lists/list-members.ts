import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CatalogueService } from '../host/catalogue.service.js';
import { CountingRead } from '../counting/counting-read.js';
import type { View } from '../host/consistent-read.js';
import type { KeysetQuery } from '../http/page.dto.js';
import { type Fault, unprocessable } from '../http/problem.js';
import { type Key, quoteIdentifier, quoteTable } from '../rules/index.js';
import { unknownCustomers } from '../targets/check-references.js';
import { pageMembers } from '../targets/members.js';
import { planOf } from '../targets/plan.js';
import { adoptUnmatched } from './adopt.js';
import { isEmailAddress } from './email-address.js';
import { countLists, type ListCounts } from './list-counts.js';
import { enlistSql, entryTables } from './list-entries.js';
import { byEmail, pickEmails } from './pick-emails.js';
import type { MemberPageResponse } from '../targets/member.dto.js';

/** Customers picked by hand, by their key or e-mail address. */
export interface HandPicked {
  customers?: readonly unknown[] | null | undefined;
  emails?: readonly string[] | null | undefined;
}

/** What stands in place of an import's id for those picked by their key. */
export const byKey = 0;

const mostShown = 10_000;

/** Who is on the lists. */
@Injectable()
export class ListMembers {
  constructor(
    private readonly counting: CountingRead,
    private readonly catalogues: CatalogueService,
  ) {}

  async count(ids: readonly number[], manager: EntityManager): Promise<Map<number, ListCounts>> {
    return countLists(ids, (await this.catalogues.load(manager)).customer, manager);
  }

  page(listId: number, query: KeysetQuery): Promise<MemberPageResponse> {
    return this.counting.page(query, async (view) => {
      const rule = { kind: 'list' as const, id: listId, negated: false, path: 'list' };
      const plan = planOf({ kind: 'list', id: listId, rule });
      return pageMembers({ plan }, query, view);
    });
  }

  /**
   * Replaces those on a list who were picked by hand: by key when keys are given, by address when addresses are. What is left
   * out, and what imports brought in, stays. The list is new, or held already.
   * @param earlier what they are taken over from: who was deleted since is nobody
   * @throws ProblemException 422 for keys that no customer has, and for what is no e-mail address
   */
  async pick(listId: number, picked: HandPicked, view: View, earlier: HandPicked = {}): Promise<void> {
    const customers = picked.customers ?? [];
    const emails = picked.emails ?? [];
    const accepted = (earlier.customers ?? []) as readonly Key[];
    const faults = [...(await unknownCustomers(customers, 'customers', view, accepted)), ...misfits(emails)];
    if (faults.length > 0) throw unprocessable(faults);
    if (picked.customers !== undefined) await pickKeys(listId, customers as Key[], view);
    if (picked.emails !== undefined) await pickEmails(listId, emails, view);
  }

  /**
   * Those picked by hand who are customers still: all of them, so that they can be sent back, or undefined when they are too
   * many to be shown.
   */
  async picked(
    listId: number,
    { manager, catalogue: { customer } }: View,
  ): Promise<{ customers: Key[]; emails: string[] } | undefined> {
    const byHand = 'l.list_id = $1 AND l.import_id = $2 AND l.replaced_by IS NULL';
    const customers = await manager.query<{ key: Key }[]>(
      `SELECT l.customer_id AS key FROM targeting.list_members l
       JOIN ${quoteTable(customer.table)} c ON c.${quoteIdentifier(customer.keyColumn)} = l.customer_id
       WHERE ${byHand} ORDER BY l.customer_id LIMIT $3`,
      [listId, byKey, mostShown + 1],
    );
    const emails = await manager.query<{ value: string }[]>(
      `SELECT l.value FROM targeting.list_identifiers l WHERE ${byHand} AND l.kind = 'email' ORDER BY l.value LIMIT $3`,
      [listId, byEmail, mostShown + 1],
    );
    if (customers.length + emails.length > mostShown) return undefined;
    return { customers: customers.map(({ key }) => key), emails: emails.map(({ value }) => value) };
  }

  /**
   * Makes members of those whom a list named before they were known. Call it after customers were added, and both before and
   * after an address or external id changes, in the same transaction: so they stay on the list that knew the old one. Before,
   * since the list may have been filled at the very time when they were added, when neither could see the other.
   * @param customers who is added or changed; everybody when left out
   */
  async adopt(manager: EntityManager, customers?: readonly Key[]): Promise<void> {
    const { customer } = await this.catalogues.load(manager);
    await adoptUnmatched(manager, customer, customers);
  }

  /** Deletes a list with its members and the reports of its imports. It is held already. */
  async deleteList(listId: number, manager: EntityManager): Promise<void> {
    await manager.query(
      'DELETE FROM targeting.import_rows WHERE import_id IN (SELECT id FROM targeting.imports WHERE list_id = $1)',
      [listId],
    );
    for (const table of entryTables)
      await manager.query(`DELETE FROM targeting.${table} WHERE list_id = $1`, [listId]);
    await manager.query('DELETE FROM targeting.lists WHERE id = $1', [listId]);
  }
}

/** What an import has replaced stays, for when that is undone. */
async function pickKeys(
  listId: number,
  keys: readonly Key[],
  { manager, catalogue: { customer } }: View,
): Promise<void> {
  await manager.query(
    'DELETE FROM targeting.member_buckets WHERE list_id = $1 AND import_id = $2 AND replaced_by IS NULL',
    [listId, byKey],
  );
  await manager.query(
    enlistSql(`SELECT DISTINCT key FROM unnest($2::${customer.keyType}[]) picked(key)`, customer.keyType, {
      listId: '$1::integer',
      importId: String(byKey),
    }),
    [listId, keys],
  );
}

const misfits = (emails: readonly string[]): Fault[] =>
  emails.flatMap((email, index) =>
    isEmailAddress(email.trim())
      ? []
      : [{ path: `emails[${index}]`, code: 'invalid_email', message: 'This is no e-mail address.' }],
  );
