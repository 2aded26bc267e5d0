import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Event } from './event.entity.js';
import { CustomersModule } from '../customers/customers.module.js';
import { EventsController } from './events.controller.js';
import { EventsService } from './events.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Event]), CustomersModule],
  controllers: [EventsController],
  providers: [EventsService],
})
export class EventsModule {}
