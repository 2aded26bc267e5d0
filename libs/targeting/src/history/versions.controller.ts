import { Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { IdPipe } from '../http/id.js';
import { Actor, Requires } from '../http/permission.guard.js';
import { TargetingController } from '../http/targeting-controller.js';
import { SegmentDetailResponse } from '../segments/segment.dto.js';
import { SegmentsService } from '../segments/segments.service.js';
import { VersionDetailResponse, VersionPageResponse, VersionQuery, VersionsQuery } from './version.dto.js';
import { VersionsService } from './versions.service.js';

@TargetingController('segments')
export class SegmentVersionsController {
  constructor(
    private readonly versions: VersionsService,
    private readonly segments: SegmentsService,
  ) {}

  /** Lists the versions of a segment, the newest first: who saved each, when, and what changed, in plain words. */
  @Get(':id/versions')
  @Requires('segments:read')
  async list(@Param('id', IdPipe) id: number, @Query() query: VersionsQuery): Promise<VersionPageResponse> {
    return this.versions.list('segment', id, query);
  }

  /** Gets a version as it was, and what it changed: compared with the one before, or with any other. */
  @Get(':id/versions/:version')
  @Requires('segments:read')
  get(
    @Param('id', IdPipe) id: number,
    @Param('version', IdPipe) version: number,
    @Query() query: VersionQuery,
  ): Promise<VersionDetailResponse> {
    return this.versions.get('segment', id, version, query);
  }

  /** Makes the segment what it was in a version: that is saved as a new version, and checked as any edit. */
  @Post(':id/versions/:version/restore')
  @HttpCode(200)
  @Requires('segments:write')
  restore(
    @Param('id', IdPipe) id: number,
    @Param('version', IdPipe) version: number,
    @Actor() actor: string | null,
  ): Promise<SegmentDetailResponse> {
    return this.segments.restore(id, version, actor);
  }
}
