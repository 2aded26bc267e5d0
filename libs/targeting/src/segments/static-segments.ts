import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { View } from '../host/consistent-read.js';
import { nameOfCopy } from '../http/is-text.js';
import { refused } from '../http/problem.js';
import { type ImportCsvRequest, type ImportResponse, mapImport } from '../lists/imports/import.dto.js';
import { ListImporter } from '../lists/imports/list-importer.js';
import { ListEntity } from '../lists/list.entity.js';
import { holdList } from '../lists/hold-list.js';
import { byKey, type HandPicked, ListMembers } from '../lists/list-members.js';
import { byEmail } from '../lists/pick-emails.js';
import { enlistSql, rememberSql } from '../lists/list-entries.js';
import { type Key } from '../rules/index.js';
import { SegmentTestsService } from '../segment-tests/segment-tests.service.js';
import type { SegmentEntity } from './segment.entity.js';

/** The customers of static segments: each has a list behind it, which is not shown among the lists. */
@Injectable()
export class StaticSegments {
  constructor(
    private readonly members: ListMembers,
    private readonly importer: ListImporter,
    private readonly tests: SegmentTestsService,
  ) {}

  /** Makes the list behind a static segment. @returns its id */
  async create(request: HandPicked & { name: string }, actor: string | null, view: View): Promise<number> {
    const list = await this.createList(request.name, actor, view);
    await this.members.pick(list, request, view);
    return list;
  }

  /**
   * Replaces the customers picked by hand, when the request names any.
   * @param earlier what they are taken over from: who was deleted since is nobody
   * @returns whether it did
   */
  async replace(
    { id, listId }: SegmentEntity,
    request: HandPicked,
    view: View,
    earlier?: HandPicked,
  ): Promise<boolean> {
    if (listId === null || (request.customers === undefined && request.emails === undefined)) return false;
    await holdList(listId, `segments/${id}`, view.manager);
    await this.members.pick(listId, request, view, earlier);
    return true;
  }

  /** A list with the same customers; null for a dynamic segment. */
  async copy({ name, listId }: SegmentEntity, actor: string | null, view: View): Promise<number | null> {
    if (listId === null) return null;
    const list = await this.createList(nameOfCopy(name), actor, view);
    await view.manager.query(
      enlistSql(
        'SELECT DISTINCT customer_id AS key FROM targeting.list_members WHERE list_id = $2 AND replaced_by IS NULL',
        view.catalogue.customer.keyType,
        { listId: '$1::integer', importId: String(byKey) },
      ),
      [list, listId],
    );
    await view.manager.query(
      rememberSql(
        'SELECT DISTINCT kind, value FROM targeting.list_identifiers WHERE list_id = $2 AND replaced_by IS NULL',
        '$1::integer',
        String(byEmail),
      ),
      [list, listId],
    );
    return list;
  }

  /** @throws ProblemException 422 for a dynamic segment, a file that cannot be used, and tests that fail by it unless that is forced */
  async importCsv(
    { id, listId }: SegmentEntity,
    file: Express.Multer.File,
    { mode, unmatched, column, force }: ImportCsvRequest,
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
    const conclude = (manager: EntityManager) => this.tests.refuseFailingWith(id, { force, actor }, manager);
    return mapImport(
      await this.importer.import({ listId, file: { path, originalName }, ...options, conclude }),
    );
  }

  async remove({ id, listId }: SegmentEntity, { manager }: View): Promise<void> {
    if (listId === null) return;
    await holdList(listId, `segments/${id}`, manager);
    await this.members.deleteList(listId, manager);
  }

  /** Those picked by hand, when they are few enough to be shown; undefined for a dynamic segment, too. */
  async picked(
    { listId }: SegmentEntity,
    view: View,
  ): Promise<{ customers: Key[]; emails: string[] } | undefined> {
    return listId === null ? undefined : this.members.picked(listId, view);
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
