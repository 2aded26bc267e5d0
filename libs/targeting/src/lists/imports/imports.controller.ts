import { Body, Get, HttpCode, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { IdPipe } from '../../http/id.js';
import { Actor, type AlsoRequire, AlsoRequires, Requires } from '../../http/permission.guard.js';
import { TargetingController } from '../../http/targeting-controller.js';
import { ImportListQuery, ImportPageResponse, ImportResponse, ImportUndoRequest } from './import.dto.js';
import { RejectedRowPageResponse, RejectedRowsQuery } from './rejected-row.dto.js';
import { ImportsService } from './imports.service.js';

const exampleOfRejected =
  'line,code,reason,email,name\r\n3,invalid_email,This is no e-mail address.,john(at)example.com,John\r\n';

@TargetingController('imports')
export class ImportsController {
  constructor(private readonly imports: ImportsService) {}

  /** Lists the imports, the newest first. */
  @Get()
  @Requires('lists:read')
  list(@Query() query: ImportListQuery): Promise<ImportPageResponse> {
    return this.imports.list(query);
  }

  /** Gets an import: how far it is while it runs, then its report. */
  @Get(':id')
  @Requires('lists:read')
  get(@Param('id', IdPipe) id: number): Promise<ImportResponse> {
    return this.imports.get(id);
  }

  /** Downloads the rows that were rejected or named nobody, as CSV with line number and reason. */
  @Get(':id/rejected')
  @Requires('lists:read')
  @ApiProduces('text/csv')
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' }, example: exampleOfRejected } } })
  rejected(@Param('id', IdPipe) id: number): Promise<StreamableFile> {
    return this.imports.rejected(id);
  }

  /** Pages through the rows that were rejected or named nobody, to read them on a screen. */
  @Get(':id/rejected-rows')
  @Requires('lists:read')
  rejectedRows(
    @Param('id', IdPipe) id: number,
    @Query() query: RejectedRowsQuery,
  ): Promise<RejectedRowPageResponse> {
    return this.imports.rejectedPage(id, query);
  }

  /** Takes back what the import put on its list and brings back what it had replaced, there and in its audience. Customers that it made stay. Undoing one that has failed says that it is not wanted any more. Needs `segments:write`, too, where a static segment changes by it, and `audiences:write` where an audience does. */
  @Post(':id/undo')
  @HttpCode(200)
  @Requires('lists:write')
  async undo(
    @Param('id', IdPipe) id: number,
    @Body() { force }: ImportUndoRequest,
    @Actor() actor: string | null,
    @AlsoRequires() alsoRequire: AlsoRequire,
  ): Promise<ImportResponse> {
    for (const permission of await this.imports.permissionsToUndo(id)) await alsoRequire(permission);
    return this.imports.undo(id, { force, actor });
  }
}
