import {
  Body,
  Delete,
  Get,
  HttpCode,
  Param,
  Post,
  Put,
  Query,
  StreamableFile,
  UploadedFile,
} from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { RefusesStale } from '../history/refuses-stale.js';
import { AsOfQuery } from '../http/as-of.js';
import { Gone } from '../http/gone.js';
import { IdPipe } from '../http/id.js';
import { MembersQuery } from '../http/page.dto.js';
import { Actor, Requires } from '../http/permission.guard.js';
import { TargetingController } from '../http/targeting-controller.js';
import { CsvUpload } from '../lists/imports/csv-upload.js';
import { ImportCsvRequest, ImportResponse } from '../lists/imports/import.dto.js';
import { MemberPageResponse } from '../targets/member.dto.js';
import { UsageResponse } from '../usage/usage.dto.js';
import { AudienceImports } from './audience-imports.js';
import {
  AudienceCreateRequest,
  AudienceDetailResponse,
  AudienceListQuery,
  AudiencePageResponse,
  AudiencePreviewRequest,
  AudiencePreviewResponse,
  AudienceUpdateRequest,
} from './audience.dto.js';
import { AudiencesService } from './audiences.service.js';

@TargetingController('audiences')
export class AudiencesController {
  constructor(
    private readonly audiences: AudiencesService,
    private readonly imports: AudienceImports,
  ) {}

  /** Lists audiences. */
  @Get()
  @Requires('audiences:read')
  list(@Query() query: AudienceListQuery): Promise<AudiencePageResponse> {
    return this.audiences.list(query);
  }

  /** Creates an audience and counts it. */
  @Post()
  @Requires('audiences:write')
  create(
    @Body() request: AudienceCreateRequest,
    @Actor() actor: string | null,
  ): Promise<AudienceDetailResponse> {
    return this.audiences.create(request, actor);
  }

  /** Previews an audience that need not be saved: count, ledger, ten samples. */
  @Post('preview')
  @HttpCode(200)
  @Requires('audiences:read')
  preview(
    @Body() request: AudiencePreviewRequest,
    @Gone() gone?: AbortSignal,
  ): Promise<AudiencePreviewResponse> {
    return this.audiences.preview(request, gone);
  }

  /** Gets an audience, counted now. */
  @Get(':id')
  @Requires('audiences:read')
  get(@Param('id', IdPipe) id: number, @Gone() gone?: AbortSignal): Promise<AudienceDetailResponse> {
    return this.audiences.get(id, gone);
  }

  /** Changes what is given; the rest stays as it is. With `version`, only when nobody has changed it since. */
  @Put(':id')
  @Requires('audiences:write')
  @RefusesStale()
  update(
    @Param('id', IdPipe) id: number,
    @Body() request: AudienceUpdateRequest,
    @Actor() actor: string | null,
  ): Promise<AudienceDetailResponse> {
    return this.audiences.update(id, request, actor);
  }

  /** Deletes an audience that no unsent campaign uses. */
  @Delete(':id')
  @HttpCode(204)
  @Requires('audiences:write')
  remove(@Param('id', IdPipe) id: number, @Actor() actor: string | null): Promise<void> {
    return this.audiences.remove(id, actor);
  }

  /** Pages through the customers an audience has now. */
  @Get(':id/members')
  @Requires('audiences:read')
  members(
    @Param('id', IdPipe) id: number,
    @Query() query: MembersQuery,
    @Gone() gone?: AbortSignal,
  ): Promise<MemberPageResponse> {
    return this.audiences.members(id, query, gone);
  }

  /** Writes the customers an audience has now: id, name, email and what brings each in, as CSV, by id. */
  @Get(':id/export')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @Requires('audiences:read')
  export(
    @Param('id', IdPipe) id: number,
    @Query() query: AsOfQuery,
    @Actor() actor: string | null,
    @Gone() gone?: AbortSignal,
  ): Promise<StreamableFile> {
    return this.audiences.export(id, actor, query.as_of, gone);
  }

  /** Brings a CSV file into an audience: it becomes a list, named after the file, that the audience includes or excludes. */
  @Post(':id/import-csv')
  @Requires('audiences:write')
  @CsvUpload()
  importCsv(
    @Param('id', IdPipe) id: number,
    @UploadedFile() file: Express.Multer.File,
    @Body() request: ImportCsvRequest,
    @Actor() actor: string | null,
  ): Promise<ImportResponse> {
    return this.imports.importCsv(id, file, request, actor);
  }

  /** Names the unsent campaigns that use an audience. */
  @Get(':id/usage')
  @Requires('audiences:read')
  usage(@Param('id', IdPipe) id: number): Promise<UsageResponse> {
    return this.audiences.users(id);
  }
}
