import { AudienceDetailResponse } from '../audiences/audience.dto.js';
import { AudiencesService } from '../audiences/audiences.service.js';
import { ListDetailResponse } from '../lists/list.dto.js';
import { ListsService } from '../lists/lists.service.js';
import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { IdPipe } from '../http/id.js';
import { Actor, Requires } from '../http/permission.guard.js';
import { TargetingController } from '../http/targeting-controller.js';
import { SegmentDetailResponse, SegmentRestoreRequest } from '../segments/segment.dto.js';
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
  list(@Param('id', IdPipe) id: number, @Query() query: VersionsQuery): Promise<VersionPageResponse> {
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

  /**
   * Makes the segment what it was in a version: that is saved as a new version, and checked as any edit. When its tests fail, it is
   * refused, unless it is forced.
   */
  @Post(':id/versions/:version/restore')
  @HttpCode(200)
  @Requires('segments:write')
  restore(
    @Param('id', IdPipe) id: number,
    @Param('version', IdPipe) version: number,
    @Body() request: SegmentRestoreRequest,
    @Actor() actor: string | null,
  ): Promise<SegmentDetailResponse> {
    return this.segments.restore(id, version, request, actor);
  }
}

@TargetingController('audiences')
export class AudienceVersionsController {
  constructor(
    private readonly versions: VersionsService,
    private readonly audiences: AudiencesService,
  ) {}

  /** Lists the versions of an audience, the newest first: who saved each, when, and what changed, in plain words. */
  @Get(':id/versions')
  @Requires('audiences:read')
  list(@Param('id', IdPipe) id: number, @Query() query: VersionsQuery): Promise<VersionPageResponse> {
    return this.versions.list('audience', id, query);
  }

  /** Gets a version as it was, and what it changed: compared with the one before, or with any other. */
  @Get(':id/versions/:version')
  @Requires('audiences:read')
  get(
    @Param('id', IdPipe) id: number,
    @Param('version', IdPipe) version: number,
    @Query() query: VersionQuery,
  ): Promise<VersionDetailResponse> {
    return this.versions.get('audience', id, version, query);
  }

  /** Makes the audience what it was in a version: that is saved as a new version, and checked as any edit. */
  @Post(':id/versions/:version/restore')
  @HttpCode(200)
  @Requires('audiences:write')
  restore(
    @Param('id', IdPipe) id: number,
    @Param('version', IdPipe) version: number,
    @Actor() actor: string | null,
  ): Promise<AudienceDetailResponse> {
    return this.audiences.restore(id, version, actor);
  }
}

@TargetingController('lists')
export class ListVersionsController {
  constructor(
    private readonly versions: VersionsService,
    private readonly lists: ListsService,
  ) {}

  /** Lists the versions of a list, the newest first: who saved each, when, and what changed, in plain words. */
  @Get(':id/versions')
  @Requires('lists:read')
  list(@Param('id', IdPipe) id: number, @Query() query: VersionsQuery): Promise<VersionPageResponse> {
    return this.versions.list('list', id, query);
  }

  /** Gets a version as it was, and what it changed: compared with the one before, or with any other. */
  @Get(':id/versions/:version')
  @Requires('lists:read')
  get(
    @Param('id', IdPipe) id: number,
    @Param('version', IdPipe) version: number,
    @Query() query: VersionQuery,
  ): Promise<VersionDetailResponse> {
    return this.versions.get('list', id, version, query);
  }

  /** Makes the list what it was in a version: that is saved as a new version, and checked as any edit. */
  @Post(':id/versions/:version/restore')
  @HttpCode(200)
  @Requires('lists:write')
  restore(
    @Param('id', IdPipe) id: number,
    @Param('version', IdPipe) version: number,
    @Actor() actor: string | null,
  ): Promise<ListDetailResponse> {
    return this.lists.restore(id, version, actor);
  }
}
