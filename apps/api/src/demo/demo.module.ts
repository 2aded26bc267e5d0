import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CampaignsModule } from '../campaigns/campaigns.module.js';
import { CustomersModule } from '../customers/customers.module.js';
import { Customer } from '../customers/customer.entity.js';
import { DemoDefinitions } from './demo-definitions.js';
import { DemoService } from './demo.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Customer]), CampaignsModule, CustomersModule],
  providers: [DemoDefinitions, DemoService],
})
export class DemoModule {}
