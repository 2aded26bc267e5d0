import { Get, Param, Query } from '@nestjs/common';
import { IdPipe } from '../http/id.js';
import { Requires } from '../http/permission.guard.js';
import { TargetingController } from '../http/targeting-controller.js';
import { HistoryQuery, HistoryResponse, MembershipEventPageResponse } from './history.dto.js';
import { HistoryService } from './history.service.js';

@TargetingController('segments')
export class HistoryController {
  constructor(private readonly history: HistoryService) {}

  /** The size of a segment over time: a point for each change, with how many came and went. */
  @Get(':id/history')
  @Requires('segments:read')
  ofSegment(@Param('id', IdPipe) id: number, @Query() query: HistoryQuery): Promise<HistoryResponse> {
    return this.history.ofSegment(id, query);
  }

  /** Who came into a segment and who left it, when, and what made it. */
  @Get(':id/events')
  @Requires('segments:read')
  events(
    @Param('id', IdPipe) id: number,
    @Query() query: HistoryQuery,
  ): Promise<MembershipEventPageResponse> {
    return this.history.events(id, query);
  }
}
