import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from 'typeorm';
import type { Definition } from '../history/definition.js';
import { DefinitionHistory, type Restoring } from '../history/definition-history.js';
import type { View } from '../host/consistent-read.js';
import { DefinitionWriter } from '../host/definition-writer.js';
import { notFound } from '../http/problem.js';
import { refuseInUse, UsageService } from '../usage/usage.service.js';
import { holdList } from './hold-list.js';
import type { ListCreateRequest, ListUpdateRequest } from './list.dto.js';
import { ListEntity } from './list.entity.js';
import { ListMembers } from './list-members.js';

/** Changes of lists, each in one transaction together with its version and its entry of the log. */
@Injectable()
export class ListEdits {
  constructor(
    private readonly writer: DefinitionWriter,
    private readonly members: ListMembers,
    private readonly usage: UsageService,
    private readonly history: DefinitionHistory,
  ) {}

  /** @returns its id */
  create(request: ListCreateRequest, actor: string | null): Promise<number> {
    return this.writer.run(async (view) => (await this.add(request, actor, view)).id);
  }

  /** Adds a list in the transaction of the view. */
  async add(request: ListCreateRequest, actor: string | null, view: View): Promise<ListEntity> {
    const { name, description, status, customers, emails } = request;
    const saved = await view.manager.save(ListEntity, {
      name,
      description: description ?? '',
      status: status ?? 'active',
      createdBy: actor,
      updatedBy: actor,
    });
    await this.members.pick(saved.id, { customers, emails }, view);
    await this.history.record({ kind: 'list', saved, after: await this.definition(saved, view) }, view);
    return saved;
  }

  /** @throws StaleEdit 409 when the request is an edit of another version than the present one; 409, too, while a file is being imported */
  update(id: number, request: ListUpdateRequest, actor: string | null, restoring?: Restoring): Promise<void> {
    const { name, description, customers, emails } = request;
    return this.writer.run(async (view) => {
      await holdList(id, `lists/${id}`, view.manager);
      const list = await findList(id, view.manager);
      await this.history.refuseStale('list', list, request.version, view);
      const before = await this.definition(list, view);
      const status = request.status === undefined ? list.status : (request.status ?? 'active');
      if (status === 'archived' && list.status !== 'archived') await this.refuseInUse(list, view.manager);
      const isPicked = customers !== undefined || emails !== undefined;
      if (isPicked) await this.members.pick(id, { customers, emails }, view, restoring?.definition);
      const changed: ListEntity = {
        ...list,
        name: name ?? list.name,
        description: description === undefined ? list.description : (description ?? ''),
        status,
      };
      const after = await this.definition(changed, view);
      // Of customers that are too many to compare it is enough that they were given.
      if (isDeepStrictEqual(before, after) && !(isPicked && !after.customers)) return;
      const saved = await view.manager.save(ListEntity, {
        ...changed,
        version: list.version + 1,
        updatedBy: actor,
        updatedAt: new Date(),
      });
      await this.history.record({ kind: 'list', saved, before, after, restoring }, view);
    });
  }

  /** @throws ProblemException 404, or as an update with the same content */
  async restore(id: number, version: number, actor: string | null): Promise<void> {
    const restoring = await this.history.restorable('list', id, version);
    await this.update(id, restoring.definition, actor, restoring);
  }

  remove(id: number, actor: string | null): Promise<void> {
    return this.writer.run(async (view) => {
      await holdList(id, `lists/${id}`, view.manager);
      const list = await findList(id, view.manager);
      await this.refuseInUse(list, view.manager);
      await this.members.deleteList(id, view.manager);
      await this.history.recordDeleted('list', list, actor, view);
    });
  }

  /** A list as its versions keep it: with whom was picked by hand, unless they are too many. */
  private async definition({ id, name, description, status }: ListEntity, view: View): Promise<Definition> {
    return { name, description, status, ...(await this.members.picked(id, view)) };
  }

  private async refuseInUse({ id, name }: ListEntity, manager: EntityManager): Promise<void> {
    refuseInUse(await this.usage.ofList(id, manager), `The list “${name}”`);
  }
}

/** @throws ProblemException 404 */
export async function findList(id: number, manager: EntityManager): Promise<ListEntity> {
  const list = await manager.findOneBy(ListEntity, { id, kind: 'list' });
  if (!list) throw notFound('list', id);
  return list;
}
