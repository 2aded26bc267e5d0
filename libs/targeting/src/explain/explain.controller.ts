import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiNotFoundResponse } from '@nestjs/swagger';
import { AsOfQuery } from '../http/as-of.js';
import { IdPipe } from '../http/id.js';
import { Requires } from '../http/permission.guard.js';
import { TargetingController } from '../http/targeting-controller.js';
import { AudienceExplainRequest, ExplanationResponse, SegmentExplainRequest } from './explain.dto.js';
import { ExplainService } from './explain.service.js';

@TargetingController('segments')
export class SegmentExplainController {
  constructor(private readonly explanations: ExplainService) {}

  /** Explains why rules that need not be saved hold for a customer, or do not. */
  @Post('explain')
  @HttpCode(200)
  @ApiNotFoundResponse({ description: 'Not Found: there is no such customer' })
  @Requires('segments:read')
  explainRules(@Body() request: SegmentExplainRequest): Promise<ExplanationResponse> {
    return this.explanations.ofRules(request);
  }

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

  /** Explains why a customer would be in an audience that need not be saved, or would not. */
  @Post('explain')
  @HttpCode(200)
  @ApiNotFoundResponse({ description: 'Not Found: there is no such customer' })
  @Requires('audiences:read')
  explainDefinition(@Body() request: AudienceExplainRequest): Promise<ExplanationResponse> {
    return this.explanations.ofDefinition(request);
  }

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
