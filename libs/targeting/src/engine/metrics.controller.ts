import { Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { TargetingController } from '../http/targeting-controller.js';
import { Requires } from '../http/permission.guard.js';
import { EngineMetrics } from './metrics.js';

@TargetingController('metrics')
export class MetricsController {
  constructor(private readonly metrics: EngineMetrics) {}

  /** How long counts take and what answers them, as Prometheus reads it. */
  @Get()
  @Requires('metrics:read')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiProduces('text/plain')
  @ApiOkResponse({ description: 'Metrics in the text format of Prometheus.', type: String })
  read(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
