import { Injectable } from '@nestjs/common';
import type { View } from '../host/consistent-read.js';
import { refused } from '../http/problem.js';
import { type ImportCsvRequest, type ImportResponse, mapImport } from '../lists/imports/import.dto.js';
import { ListImporter } from '../lists/imports/list-importer.js';
import { ListEntity } from '../lists/list.entity.js';
import { type HandPicked, ListMembers } from '../lists/list-members.js';
import { type Key, quoteIdentifier, quoteTable } from '../rules/index.js';
import type { SegmentEntity } from './segment.entity.js';

const mostShown = 10_000;

/** The customers of static segments: each has a list behind it, which is not shown among the lists. */
@Injectable()
export class StaticSegments {
  constructor(
    private readonly members: ListMembers,
    private readonly importer: ListImporter,
  ) {}

  /** Makes the list behind a static segment. @returns its id */
  async create(request: HandPicked & { name: string }, actor: string | null, view: View): Promise<number> {
    const list = await this.createList(request.name, actor, view);
    await this.members.pick(list, request, view);
    return list;
  }

  /** Replaces the customers picked by hand, when the request names any. @returns whether it did */
  async replace({ listId }: SegmentEntity, request: HandPicked, view: View): Promise<boolean> {
    if (request.customers === undefined && request.emails === undefined) return false;
    await this.members.pick(listId!, request, view);
    return true;
  }

  /** A list with the same customers; null for a dynamic segment. */
  async copy({ name, listId }: SegmentEntity, actor: string | null, view: View): Promise<number | null> {
    if (listId === null) return null;
    const list = await this.createList(`${name} (copy)`, actor, view);
    await view.manager.query(
      `INSERT INTO targeting.list_members (customer_id, list_id)
       SELECT DISTINCT customer_id, $1::integer FROM targeting.list_members WHERE list_id = $2 AND replaced_by IS NULL`,
      [list, listId],
    );
    await view.manager.query(
      `INSERT INTO targeting.list_unmatched (list_id, kind, value)
       SELECT DISTINCT $1::integer, kind, value FROM targeting.list_unmatched WHERE list_id = $2 AND replaced_by IS NULL`,
      [list, listId],
    );
    return list;
  }

  /** @throws ProblemException 422 for a dynamic segment, or a file that cannot be used */
  async importCsv(
    { listId }: SegmentEntity,
    file: Express.Multer.File,
    { mode, unmatched, column }: ImportCsvRequest,
    actor: string | null,
  ): Promise<ImportResponse> {
    if (listId === null)
      throw refused(
        'file',
        'invalid',
        'A dynamic segment follows its conditions; only a static one takes a file.',
      );
    const { path, originalname: originalName } = file;
    const options = { mode: mode ?? 'append', unmatched: unmatched ?? 'skip', column, actor } as const;
    return mapImport(await this.importer.import({ listId, file: { path, originalName }, ...options }));
  }

  async remove({ listId }: SegmentEntity, { manager }: View): Promise<void> {
    if (listId !== null) await this.members.deleteList(listId, manager);
  }

  /**
   * Those picked by hand: all of them, so that they can be sent back, or nothing when they are too many to be shown.
   * Nothing for a dynamic segment, too.
   */
  async picked(
    { listId }: SegmentEntity,
    { manager, catalogue: { customer } }: View,
  ): Promise<{ customers: Key[]; emails: string[] } | undefined> {
    if (listId === null) return undefined;
    const byHand = 'l.list_id = $1 AND l.import_id = 0 AND l.replaced_by IS NULL';
    const customers = await manager.query<{ key: Key }[]>(
      `SELECT l.customer_id AS key FROM targeting.list_members l
       JOIN ${quoteTable(customer.table)} c ON c.${quoteIdentifier(customer.keyColumn)} = l.customer_id
       WHERE ${byHand} ORDER BY l.customer_id LIMIT $2`,
      [listId, mostShown + 1],
    );
    const emails = await manager.query<{ value: string }[]>(
      `SELECT l.value FROM targeting.list_unmatched l WHERE ${byHand} AND l.kind = 'email' ORDER BY l.value LIMIT $2`,
      [listId, mostShown + 1],
    );
    if (customers.length + emails.length > mostShown) return undefined;
    return { customers: customers.map(({ key }) => key), emails: emails.map(({ value }) => value) };
  }

  private async createList(name: string, actor: string | null, { manager }: View): Promise<number> {
    const list = await manager.save(ListEntity, {
      name,
      kind: 'segment',
      createdBy: actor,
      updatedBy: actor,
    });
    return list.id;
  }
}
