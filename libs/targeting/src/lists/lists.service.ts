import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { ConsistentRead } from '../host/consistent-read.js';
import { DefinitionWriter } from '../host/definition-writer.js';
import { type DefinitionListQuery, filterDefinitions } from '../http/definition-list.js';
import { findPage } from '../http/find-page.js';
import type { KeysetQuery } from '../http/page.dto.js';
import { notFound } from '../http/problem.js';
import { mapUsage, type UsageResponse } from '../usage/usage.dto.js';
import { refuseInUse, UsageService } from '../usage/usage.service.js';
import { type ImportCsvRequest, type ImportResponse, mapImport } from './imports/import.dto.js';
import { ListImporter } from './imports/list-importer.js';
import {
  type ListCreateRequest,
  type ListDetailResponse,
  type ListMemberPageResponse,
  type ListPageResponse,
  type ListResponse,
  type ListUpdateRequest,
  mapList,
} from './list.dto.js';
import { ListEntity } from './list.entity.js';
import type { MatchRequest, MatchResponse } from './match/match.dto.js';
import { matchCustomers } from './match/match-customers.js';
import { ListMembers } from './list-members.js';

const columns = {
  sortable: {
    id: 'list.id',
    name: 'list.name',
    status: 'list.status',
    created_at: 'list.createdAt',
    updated_at: 'list.updatedAt',
  },
  searched: ['list.name', 'list.description'],
};

/** Lists of customers. Those behind static segments are none of its business. */
@Injectable()
export class ListsService {
  constructor(
    @InjectRepository(ListEntity) private readonly lists: Repository<ListEntity>,
    private readonly read: ConsistentRead,
    private readonly writer: DefinitionWriter,
    private readonly members: ListMembers,
    private readonly importer: ListImporter,
    private readonly usage: UsageService,
  ) {}

  async list(query: DefinitionListQuery): Promise<ListPageResponse> {
    const builder = this.lists.createQueryBuilder('list').where(`list.kind = 'list'`);
    filterDefinitions(builder, 'list', query);
    const { rows, total } = await findPage(builder, query, columns);
    return { data: await this.counted(rows), total };
  }

  get(id: number): Promise<ListDetailResponse> {
    return this.read.run(async (view) => {
      const [list] = await this.counted([await find(id, view.manager)]);
      return { ...list!, ...(await this.members.picked(id, view)) };
    });
  }

  async create(request: ListCreateRequest, actor: string | null): Promise<ListDetailResponse> {
    const { name, description, status, customers, emails } = request;
    const id = await this.writer.run(async (view) => {
      const saved = await view.manager.save(ListEntity, {
        name,
        description: description ?? '',
        status: status ?? 'active',
        createdBy: actor,
        updatedBy: actor,
      });
      await this.members.pick(saved.id, { customers, emails }, view);
      return saved.id;
    });
    return this.get(id);
  }

  async update(id: number, request: ListUpdateRequest, actor: string | null): Promise<ListDetailResponse> {
    const { name, description, status, customers, emails } = request;
    await this.writer.run(async (view) => {
      const before = await find(id, view.manager);
      const archives = status === 'archived' && before.status !== 'archived';
      if (archives) await this.refuseInUse(before, view.manager);
      await view.manager.update(
        ListEntity,
        { id },
        {
          name: name ?? before.name,
          description: description === undefined ? before.description : (description ?? ''),
          status: status === undefined ? before.status : (status ?? 'active'),
          updatedBy: actor,
          updatedAt: new Date(),
        },
      );
      if (customers !== undefined || emails !== undefined)
        await this.members.pick(id, { customers, emails }, view);
    });
    return this.get(id);
  }

  async remove(id: number): Promise<void> {
    await this.writer.run(async ({ manager }) => {
      const list = await find(id, manager);
      await this.refuseInUse(list, manager);
      await this.members.deleteList(id, manager);
    });
  }

  match({ identifiers }: MatchRequest): Promise<MatchResponse> {
    return this.read.run(async (view) => ({ data: await matchCustomers(identifiers, view) }));
  }

  async users(id: number): Promise<UsageResponse> {
    await find(id, this.lists.manager);
    return mapUsage(await this.usage.reachedByList(id));
  }

  async page(id: number, query: KeysetQuery): Promise<ListMemberPageResponse> {
    await find(id, this.lists.manager);
    return this.members.page(id, query);
  }

  async importCsv(
    listId: number,
    file: Express.Multer.File,
    { mode, unmatched, column }: ImportCsvRequest,
    actor: string | null,
  ): Promise<ImportResponse> {
    await find(listId, this.lists.manager);
    return mapImport(
      await this.importer.import({
        listId,
        file: { path: file.path, originalName: file.originalname },
        mode: mode ?? 'append',
        unmatched: unmatched ?? 'skip',
        column,
        actor,
      }),
    );
  }

  private async counted(lists: ListEntity[]): Promise<ListResponse[]> {
    const ids = lists.map(({ id }) => id);
    const counts = await this.members.count(ids, this.lists.manager);
    const users = await this.usage.countOfLists(ids);
    return lists.map((list) => mapList(list, counts.get(list.id)!, users.get(list.id)!));
  }

  private async refuseInUse({ id, name }: ListEntity, manager: EntityManager): Promise<void> {
    refuseInUse(await this.usage.ofList(id, manager), `The list “${name}”`);
  }
}

async function find(id: number, manager: EntityManager): Promise<ListEntity> {
  const list = await manager.findOneBy(ListEntity, { id, kind: 'list' });
  if (!list) throw notFound('list', id);
  return list;
}
