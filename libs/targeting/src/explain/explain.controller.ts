import { Get, Param, Query } from '@nestjs/common';
import { AsOfQuery } from '../http/as-of.js';
import { IdPipe } from '../http/id.js';
import { Requires } from '../http/permission.guard.js';
import { TargetingController } from '../http/targeting-controller.js';
import { ExplanationResponse } from './explain.dto.js';
import { ExplainService } from './explain.service.js';

@TargetingController('segments')
export class SegmentExplainController {
  constructor(private readonly explanations: ExplainService) {}

  /** Explains why a customer is in a segment, or is not. */
  @Get(':id/explain/:customerId')
  @Requires('segments:read')
  explain(
    @Param('id', IdPipe) id: number,
    @Param('customerId') customerId: string,
    @Query() { as_of }: AsOfQuery,
  ): Promise<ExplanationResponse> {
    return this.explanations.ofSegment(id, customerId, as_of);
  }
}

@TargetingController('audiences')
export class AudienceExplainController {
  constructor(private readonly explanations: ExplainService) {}

  /** Explains why a customer is in an audience, or is not: what brings them in, what keeps them out. */
  @Get(':id/explain/:customerId')
  @Requires('audiences:read')
  explain(
    @Param('id', IdPipe) id: number,
    @Param('customerId') customerId: string,
    @Query() { as_of }: AsOfQuery,
  ): Promise<ExplanationResponse> {
    return this.explanations.ofAudience(id, customerId, as_of);
  }
}
