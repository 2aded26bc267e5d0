import { Body, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Gone } from '../http/gone.js';
import { IdPipe } from '../http/id.js';
import { Requires } from '../http/permission.guard.js';
import { TargetingController } from '../http/targeting-controller.js';
import { OverlapRequest, OverlapResponse, SimilarSegmentsResponse } from './overlap.dto.js';
import { OverlapService } from './overlap.service.js';

@TargetingController('segments')
export class OverlapController {
  constructor(private readonly overlaps: OverlapService) {}

  /** Counts who is in exactly which of two to eight segments. */
  @Post('overlap')
  @HttpCode(200)
  @Requires('segments:read')
  overlap(@Body() { segments }: OverlapRequest, @Gone() gone?: AbortSignal): Promise<OverlapResponse> {
    return this.overlaps.overlap(segments, gone);
  }

  /** Finds the active segments that have most nearly the same customers. */
  @Get(':id/similar')
  @Requires('segments:read')
  similar(@Param('id', IdPipe) id: number, @Gone() gone?: AbortSignal): Promise<SimilarSegmentsResponse> {
    return this.overlaps.similar(id, gone);
  }
}
