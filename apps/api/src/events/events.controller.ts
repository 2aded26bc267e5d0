import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { IdPipe } from 'nest-targeting';
import { EventBatchDto, EventBatchResponse, EventPage, EventQuery } from './event.dto.js';
import { EventsService } from './events.service.js';

const exampleBatch = {
  events: [
    {
      customer: { external_id: 'crm-10001' },
      type: 'purchase',
      occurred_at: '2026-11-22T10:00:00Z',
      properties: { amount: 20.5, category: 'books' },
      key: 'order-4711',
    },
    {
      customer: { id: 17 },
      type: 'page_viewed',
      occurred_at: '2026-11-22T10:05:00Z',
      properties: { path: '/sale' },
    },
  ],
};

@ApiTags('events')
@Controller()
export class EventsController {
  constructor(private readonly events: EventsService) {}

  /** Takes up to 10,000 events; the good ones are kept, the others are named with the reason. */
  @Post('events')
  @HttpCode(200)
  @ApiBody({ type: EventBatchDto, examples: { purchase: { value: exampleBatch } } })
  ingest(@Body() body: unknown): Promise<EventBatchResponse> {
    return this.events.ingest(body);
  }

  /** Lists the events of a customer, the latest first. */
  @Get('customers/:id/events')
  ofCustomer(@Param('id', IdPipe) id: number, @Query() query: EventQuery): Promise<EventPage> {
    return this.events.ofCustomer(id, query);
  }
}
