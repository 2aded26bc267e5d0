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
import {
  SegmentCreateRequest,
  SegmentDetailResponse,
  SegmentListQuery,
  SegmentPageResponse,
  SegmentPreviewRequest,
  SegmentPreviewResponse,
  SegmentUpdateRequest,
} from './segment.dto.js';
import { SegmentsService } from './segments.service.js';

@TargetingController('segments')
export class SegmentsController {
  constructor(private readonly segments: SegmentsService) {}

  /** Lists segments, with their rules in plain words. */
  @Get()
  @Requires('segments:read')
  list(@Query() query: SegmentListQuery): Promise<SegmentPageResponse> {
    return this.segments.list(query);
  }

  /** Creates a segment and counts it. */
  @Post()
  @Requires('segments:write')
  create(
    @Body() request: SegmentCreateRequest,
    @Actor() actor: string | null,
  ): Promise<SegmentDetailResponse> {
    return this.segments.create(request, actor);
  }

  /** Previews rules that need not be saved: count, each rule by itself, the running total, ten samples. */
  @Post('preview')
  @HttpCode(200)
  @Requires('segments:read')
  preview(
    @Body() request: SegmentPreviewRequest,
    @Gone() gone?: AbortSignal,
  ): Promise<SegmentPreviewResponse> {
    return this.segments.preview(request, gone);
  }

  /** Gets a segment, counted now. */
  @Get(':id')
  @Requires('segments:read')
  get(@Param('id', IdPipe) id: number, @Gone() gone?: AbortSignal): Promise<SegmentDetailResponse> {
    return this.segments.get(id, gone);
  }

  /** Changes what is given; the rest stays as it is. With `version`, only when nobody has changed it since. */
  @Put(':id')
  @Requires('segments:write')
  @RefusesStale()
  update(
    @Param('id', IdPipe) id: number,
    @Body() request: SegmentUpdateRequest,
    @Actor() actor: string | null,
  ): Promise<SegmentDetailResponse> {
    return this.segments.update(id, request, actor);
  }

  /** Deletes a segment that nothing uses. */
  @Delete(':id')
  @HttpCode(204)
  @Requires('segments:write')
  remove(@Param('id', IdPipe) id: number, @Actor() actor: string | null): Promise<void> {
    return this.segments.remove(id, actor);
  }

  /** Makes a copy of a segment. */
  @Post(':id/duplicate')
  @Requires('segments:write')
  duplicate(@Param('id', IdPipe) id: number, @Actor() actor: string | null): Promise<SegmentDetailResponse> {
    return this.segments.duplicate(id, actor);
  }

  /** Pages through the customers a segment has now. */
  @Get(':id/members')
  @Requires('segments:read')
  members(
    @Param('id', IdPipe) id: number,
    @Query() query: MembersQuery,
    @Gone() gone?: AbortSignal,
  ): Promise<MemberPageResponse> {
    return this.segments.members(id, query, gone);
  }

  /** Writes the customers a segment has now: id, name, email, as CSV, by id. */
  @Get(':id/export')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @Requires('segments:read')
  export(
    @Param('id', IdPipe) id: number,
    @Query() query: AsOfQuery,
    @Actor() actor: string | null,
    @Gone() gone?: AbortSignal,
  ): Promise<StreamableFile> {
    return this.segments.export(id, actor, query.as_of, gone);
  }

  /** Brings a CSV file into a static segment. */
  @Post(':id/import-csv')
  @Requires('segments:write')
  @CsvUpload()
  importCsv(
    @Param('id', IdPipe) id: number,
    @UploadedFile() file: Express.Multer.File,
    @Body() request: ImportCsvRequest,
    @Actor() actor: string | null,
  ): Promise<ImportResponse> {
    return this.segments.importCsv(id, file, request, actor);
  }

  /** Names the segments, audiences and unsent campaigns that use a segment. */
  @Get(':id/usage')
  @Requires('segments:read')
  usage(@Param('id', IdPipe) id: number): Promise<UsageResponse> {
    return this.segments.users(id);
  }
}
