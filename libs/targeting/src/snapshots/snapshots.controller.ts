import { Get, Param, Post, Query } from '@nestjs/common';
import { IdPipe } from '../http/id.js';
import { PageQuery } from '../http/page.dto.js';
import { Actor, Requires } from '../http/permission.guard.js';
import { TargetingController } from '../http/targeting-controller.js';
import {
  SnapshotExcludedPageResponse,
  SnapshotMemberPageResponse,
  SnapshotPageResponse,
  SnapshotResponse,
  SnapshotRowsQuery,
} from './snapshot.dto.js';
import { SnapshotsService } from './snapshots.service.js';

@TargetingController('snapshots')
export class SnapshotsController {
  constructor(private readonly snapshots: SnapshotsService) {}

  /** Lists the snapshots of all audiences and segments, the newest first. */
  @Get()
  @Requires('snapshots:read')
  list(@Query() query: PageQuery): Promise<SnapshotPageResponse> {
    return this.snapshots.list(query);
  }

  /** Gets a snapshot: count, ledger, hash, and the definition as it was. */
  @Get(':id')
  @Requires('snapshots:read')
  get(@Param('id', IdPipe) id: number): Promise<SnapshotResponse> {
    return this.snapshots.get(id);
  }

  /** Pages through the frozen members, with the sources that brought each in. */
  @Get(':id/members')
  @Requires('snapshots:read')
  members(
    @Param('id', IdPipe) id: number,
    @Query() query: SnapshotRowsQuery,
  ): Promise<SnapshotMemberPageResponse> {
    return this.snapshots.members(id, query);
  }

  /** Pages through those kept out, with the first exclusion that hit each. */
  @Get(':id/excluded')
  @Requires('snapshots:read')
  excluded(
    @Param('id', IdPipe) id: number,
    @Query() query: SnapshotRowsQuery,
  ): Promise<SnapshotExcludedPageResponse> {
    return this.snapshots.excluded(id, query);
  }
}

@TargetingController('audiences')
export class AudienceSnapshotsController {
  constructor(private readonly snapshots: SnapshotsService) {}

  /** Lists the snapshots of an audience, the newest first. */
  @Get(':id/snapshots')
  @Requires('snapshots:read')
  list(@Param('id', IdPipe) id: number, @Query() query: PageQuery): Promise<SnapshotPageResponse> {
    return this.snapshots.ofAudience(id, query);
  }

  /** Freezes an audience as it is now. */
  @Post(':id/snapshots')
  @Requires('snapshots:write')
  take(@Param('id', IdPipe) id: number, @Actor() actor: string | null): Promise<SnapshotResponse> {
    return this.snapshots.take(id, actor);
  }
}
