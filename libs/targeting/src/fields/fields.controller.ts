import { Get, Param, Query } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { Requires } from '../http/permission.guard.js';
import { TargetingController } from '../http/targeting-controller.js';
import { UsageResponse } from '../usage/usage.dto.js';
import { FieldsResponse, FieldUsageQuery, FieldValuesQuery, FieldValuesResponse } from './field.dto.js';
import { FieldsService } from './fields.service.js';

@TargetingController('fields')
export class FieldsController {
  constructor(private readonly fields: FieldsService) {}

  /** Lists the fields and events that rules may ask, with their operators. */
  @Get()
  @Requires('fields:read')
  catalogue(): Promise<FieldsResponse> {
    return this.fields.catalogue();
  }

  /** Lists the most frequent values of a field. */
  @Get(':name/values')
  @ApiParam({ name: 'name', example: 'attributes.city' })
  @Requires('fields:read')
  values(@Param('name') name: string, @Query() query: FieldValuesQuery): Promise<FieldValuesResponse> {
    return this.fields.values(name, query);
  }

  /** Names the segments whose rules ask a field, and the audiences and unsent campaigns that use one of them, at any depth. */
  @Get(':name/usage')
  @ApiParam({ name: 'name', example: 'attributes.city' })
  @Requires('fields:read')
  usage(@Param('name') name: string, @Query() query: FieldUsageQuery): Promise<UsageResponse> {
    return this.fields.users(name, query);
  }
}
