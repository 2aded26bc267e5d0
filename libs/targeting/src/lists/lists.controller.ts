import { Body, Delete, Get, HttpCode, Param, Post, Put, Query, UploadedFile } from '@nestjs/common';
import { RefusesStale } from '../history/refuses-stale.js';
import { DefinitionListQuery } from '../http/definition-list.js';
import { IdPipe } from '../http/id.js';
import { KeysetQuery } from '../http/page.dto.js';
import { Actor, Requires } from '../http/permission.guard.js';
import { TargetingController } from '../http/targeting-controller.js';
import { CsvUpload } from './imports/csv-upload.js';
import { ImportCsvRequest, ImportResponse } from './imports/import.dto.js';
import { ListCreateRequest, ListDetailResponse, ListPageResponse, ListUpdateRequest } from './list.dto.js';
import { UsageResponse } from '../usage/usage.dto.js';
import { MatchRequest, MatchResponse } from './match/match.dto.js';
import { ListsService } from './lists.service.js';
import { MemberPageResponse } from '../targets/member.dto.js';

@TargetingController('lists')
export class ListsController {
  constructor(private readonly lists: ListsService) {}

  /** Lists the lists, the newest first, each with how many customers are on it now. */
  @Get()
  @Requires('lists:read')
  list(@Query() query: DefinitionListQuery): Promise<ListPageResponse> {
    return this.lists.list(query);
  }

  /** Adds a list, empty or with customers picked by hand. */
  @Post()
  @Requires('lists:write')
  create(@Body() request: ListCreateRequest, @Actor() actor: string | null): Promise<ListDetailResponse> {
    return this.lists.create(request, actor);
  }

  /** Finds whom pasted addresses and ids name, to pick them by hand. */
  @Post('match')
  @HttpCode(200)
  @Requires('lists:read')
  match(@Body() request: MatchRequest): Promise<MatchResponse> {
    return this.lists.match(request);
  }

  /** Gets a list. */
  @Get(':id')
  @Requires('lists:read')
  get(@Param('id', IdPipe) id: number): Promise<ListDetailResponse> {
    return this.lists.get(id);
  }

  /** Changes a list: what is left out stays as it is. With `version`, only when nobody has changed it since. */
  @Put(':id')
  @Requires('lists:write')
  @RefusesStale()
  update(
    @Param('id', IdPipe) id: number,
    @Body() request: ListUpdateRequest,
    @Actor() actor: string | null,
  ): Promise<ListDetailResponse> {
    return this.lists.update(id, request, actor);
  }

  /** Deletes a list with its imports; 409 while something uses it. */
  @Delete(':id')
  @HttpCode(204)
  @Requires('lists:write')
  remove(@Param('id', IdPipe) id: number, @Actor() actor: string | null): Promise<void> {
    return this.lists.remove(id, actor);
  }

  /** Names the segments whose rules ask for the list, and the audiences and unsent campaigns that use it, or one of them. */
  @Get(':id/usage')
  @Requires('lists:read')
  usage(@Param('id', IdPipe) id: number): Promise<UsageResponse> {
    return this.lists.users(id);
  }

  /** Pages through the customers who are on the list now. */
  @Get(':id/members')
  @Requires('lists:read')
  members(@Param('id', IdPipe) id: number, @Query() query: KeysetQuery): Promise<MemberPageResponse> {
    return this.lists.page(id, query);
  }

  /** Brings a CSV file into the list. Waits some seconds for the import, then answers 202 and goes on. */
  @Post(':id/import-csv')
  @Requires('lists:write')
  @CsvUpload()
  importCsv(
    @Param('id', IdPipe) id: number,
    @UploadedFile() file: Express.Multer.File,
    @Body() request: ImportCsvRequest,
    @Actor() actor: string | null,
  ): Promise<ImportResponse> {
    return this.lists.importCsv(id, file, request, actor);
  }
}
