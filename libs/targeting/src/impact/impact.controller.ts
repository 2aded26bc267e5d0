import { Body, HttpCode, Param, Post } from '@nestjs/common';
import { Gone } from '../http/gone.js';
import { IdPipe } from '../http/id.js';
import { Requires } from '../http/permission.guard.js';
import { TargetingController } from '../http/targeting-controller.js';
import { ImpactRequest, ImpactResponse } from './impact.dto.js';
import { ImpactService } from './impact.service.js';

@TargetingController('segments')
export class ImpactController {
  constructor(private readonly impacts: ImpactService) {}

  /** Shows what saving rules would change: who comes in, who drops out, and the counts of everything that uses the segment. */
  @Post(':id/impact')
  @HttpCode(200)
  @Requires('segments:read')
  impact(
    @Param('id', IdPipe) id: number,
    @Body() request: ImpactRequest,
    @Gone() gone?: AbortSignal,
  ): Promise<ImpactResponse> {
    return this.impacts.of(id, request, gone);
  }
}
