import { Get, Param, Post, Query } from '@nestjs/common';
import { ApiConflictResponse } from '@nestjs/swagger';
import { Gone } from '../http/gone.js';
import { IdPipe } from '../http/id.js';
import { Actor, Requires } from '../http/permission.guard.js';
import { TargetingController } from '../http/targeting-controller.js';
import {
  SnapshotDiffQuery,
  SnapshotDiffResponse,
  SnapshotVerificationResponse,
} from './compare/compare.dto.js';
import { SnapshotDiffService } from './compare/snapshot-diff.service.js';
import { SnapshotVerificationService } from './compare/snapshot-verification.service.js';
import {
  SnapshotExcludedPageResponse,
  SnapshotListQuery,
  SnapshotMemberPageResponse,
  SnapshotPageQuery,
  SnapshotPageResponse,
  SnapshotResponse,
  SnapshotRowsQuery,
} from './snapshot.dto.js';
import { SnapshotsService } from './snapshots.service.js';

@TargetingController('snapshots')
export class SnapshotsController {
  constructor(
    private readonly snapshots: SnapshotsService,
    private readonly diffs: SnapshotDiffService,
    private readonly verifications: SnapshotVerificationService,
  ) {}

  /** Lists the snapshots of all audiences and segments, or of one, the newest first. */
  @Get()
  @Requires('snapshots:read')
  list(@Query() query: SnapshotListQuery): Promise<SnapshotPageResponse> {
    return this.snapshots.list(query);
  }

  /** Gets a snapshot: count, ledger, hash, and the definition as it was. */
  @Get(':id')
  @Requires('snapshots:read')
  get(@Param('id', IdPipe) id: number): Promise<SnapshotResponse> {
    return this.snapshots.get(id);
  }

  /** Pages through the frozen members, as they are called now (null for who is gone), with the sources that brought each in. */
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

  /** Compares the members with those of another snapshot, or with whom the audience has now: who came, who went, and why. */
  @Get(':id/diff')
  @ApiConflictResponse({
    description: 'Conflict: its audience, or segment, is deleted, and so has nobody now',
  })
  @Requires('snapshots:read')
  diff(
    @Param('id', IdPipe) id: number,
    @Query() { against }: SnapshotDiffQuery,
    @Gone() gone: AbortSignal,
  ): Promise<SnapshotDiffResponse> {
    return this.diffs.diff(id, against ?? 'now', gone);
  }

  /**
   * Verifies a snapshot: computes its hash anew, and asks its definition once more, as of its instant, as far as the data allow.
   * A person who is erased by the host leaves no name and no address here, for a snapshot holds keys only: the key stays, by which
   * the hash can still be verified, and names nobody once the host's row is gone.
   */
  @Get(':id/verify')
  @Requires('snapshots:read')
  verify(@Param('id', IdPipe) id: number, @Gone() gone: AbortSignal): Promise<SnapshotVerificationResponse> {
    return this.verifications.verify(id, gone);
  }
}

@TargetingController('audiences')
export class AudienceSnapshotsController {
  constructor(private readonly snapshots: SnapshotsService) {}

  /** Lists the snapshots of an audience, the newest first. */
  @Get(':id/snapshots')
  @Requires('snapshots:read')
  list(@Param('id', IdPipe) id: number, @Query() query: SnapshotPageQuery): Promise<SnapshotPageResponse> {
    return this.snapshots.ofAudience(id, query);
  }

  /** Freezes an audience as it is now. */
  @Post(':id/snapshots')
  @Requires('snapshots:write')
  take(@Param('id', IdPipe) id: number, @Actor() actor: string | null): Promise<SnapshotResponse> {
    return this.snapshots.take(id, actor);
  }
}
