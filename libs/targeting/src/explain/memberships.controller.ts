import { Get, Param } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { Requires } from '../http/permission.guard.js';
import { TargetingController } from '../http/targeting-controller.js';
import { MembershipsResponse } from './memberships.dto.js';
import { MembershipsService } from './memberships.service.js';

@TargetingController('customers')
export class MembershipsController {
  constructor(private readonly memberships: MembershipsService) {}

  /** Lists the segments, audiences and lists that a customer is in now. */
  @Get(':id/memberships')
  @ApiParam({ name: 'id', example: 1 })
  @Requires('segments:read')
  of(@Param('id') id: string): Promise<MembershipsResponse> {
    return this.memberships.of(id);
  }
}
