import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { orCurrent } from '../history/stale-edit.js';
import { ConsistentRead } from '../host/consistent-read.js';
import { type DefinitionListQuery, filterDefinitions } from '../http/definition-list.js';
import { findPage } from '../http/find-page.js';
import type { KeysetQuery } from '../http/page.dto.js';
import { mapUsage, type UsageResponse } from '../usage/usage.dto.js';
import { UsageService } from '../usage/usage.service.js';
import { type ImportCsvRequest, type ImportResponse, mapImport } from './imports/import.dto.js';
import { ListImporter } from './imports/list-importer.js';
import {
  type ListCreateRequest,
  type ListDetailResponse,
  type ListPageResponse,
  type ListResponse,
  type ListUpdateRequest,
  mapList,
} from './list.dto.js';
import { ListEntity } from './list.entity.js';
import type { MatchRequest, MatchResponse } from './match/match.dto.js';
import { matchCustomers } from './match/match-customers.js';
import { findList, ListEdits } from './list-edits.js';
import { ListMembers } from './list-members.js';
import type { MemberPageResponse } from '../targets/member.dto.js';

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
    private readonly edits: ListEdits,
    private readonly members: ListMembers,
    private readonly importer: ListImporter,
    private readonly usage: UsageService,
  ) {}

  async list(query: DefinitionListQuery): Promise<ListPageResponse> {
    const builder = this.lists.createQueryBuilder('list').where(`list.kind = 'list'`);
    filterDefinitions(builder, 'list', query);
    const { rows, total } = await findPage(builder, query, columns);
    return { data: await this.counted(rows, this.lists.manager), total };
  }

  get(id: number): Promise<ListDetailResponse> {
    return this.read.run(async (view) => {
      const [list] = await this.counted([await findList(id, view.manager)], view.manager);
      return { ...list!, ...(await this.members.picked(id, view)) };
    });
  }

  async create(request: ListCreateRequest, actor: string | null): Promise<ListDetailResponse> {
    return this.get(await this.edits.create(request, actor));
  }

  /**
   * Changes what is given; the rest stays as it is.
   * @throws ProblemException 409 with `base` and `current` when the request's `version` is not the present one
   */
  async update(id: number, request: ListUpdateRequest, actor: string | null): Promise<ListDetailResponse> {
    await orCurrent(this.edits.update(id, request, actor), () => this.get(id));
    return this.get(id);
  }

  /** Makes the list what it was in a version. @throws ProblemException 404, or as an update with the same content */
  async restore(id: number, version: number, actor: string | null): Promise<ListDetailResponse> {
    await this.edits.restore(id, version, actor);
    return this.get(id);
  }

  remove(id: number, actor: string | null): Promise<void> {
    return this.edits.remove(id, actor);
  }

  match({ identifiers }: MatchRequest): Promise<MatchResponse> {
    return this.read.run(async (view) => ({ data: await matchCustomers(identifiers, view) }));
  }

  async users(id: number): Promise<UsageResponse> {
    await findList(id, this.lists.manager);
    return mapUsage(await this.usage.reachedByList(id));
  }

  async page(id: number, query: KeysetQuery): Promise<MemberPageResponse> {
    await findList(id, this.lists.manager);
    return this.members.page(id, query);
  }

  async importCsv(
    listId: number,
    file: Express.Multer.File,
    { mode, unmatched, column }: ImportCsvRequest,
    actor: string | null,
  ): Promise<ImportResponse> {
    await findList(listId, this.lists.manager);
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

  private async counted(lists: ListEntity[], manager: EntityManager): Promise<ListResponse[]> {
    const ids = lists.map(({ id }) => id);
    const counts = await this.members.count(ids, manager);
    const users = await this.usage.countOfLists(ids, manager);
    return lists.map((list) => mapList(list, counts.get(list.id)!, users.get(list.id)!));
  }
}
