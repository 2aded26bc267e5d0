import { Get, Param } from '@nestjs/common';
import { Gone } from '../http/gone.js';
import { IdPipe } from '../http/id.js';
import { Requires } from '../http/permission.guard.js';
import { TargetingController } from '../http/targeting-controller.js';
import { FailingSegmentsResponse, TestResultsResponse } from './segment-tests.dto.js';
import { SegmentTestsService } from './segment-tests.service.js';

@TargetingController('segments')
export class SegmentTestsController {
  constructor(private readonly tests: SegmentTestsService) {}

  /** Names the segments that are not what their tests say, with the tests that fail. */
  @Get('tests/failing')
  @Requires('segments:read')
  failing(@Gone() gone?: AbortSignal): Promise<FailingSegmentsResponse> {
    return this.tests.failing(gone);
  }

  /** Checks whether a segment is what its tests say. */
  @Get(':id/tests')
  @Requires('segments:read')
  of(@Param('id', IdPipe) id: number, @Gone() gone?: AbortSignal): Promise<TestResultsResponse> {
    return this.tests.of(id, gone);
  }
}
