import { Get, Query } from '@nestjs/common';
import { Requires } from '../http/permission.guard.js';
import { TargetingController } from '../http/targeting-controller.js';
import { AuditPageResponse, AuditQuery } from './audit.dto.js';
import { AuditLog } from './audit-log.js';

@TargetingController('audit')
export class AuditController {
  constructor(private readonly audit: AuditLog) {}

  /** Tells who did what, the newest first. Entries are never changed, nor taken away. */
  @Get()
  @Requires('audit:read')
  list(@Query() query: AuditQuery): Promise<AuditPageResponse> {
    return this.audit.find(query);
  }
}
