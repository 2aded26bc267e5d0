import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Customer } from './customer.entity.js';
import { CustomersController } from './customers.controller.js';
import { CustomersService } from './customers.service.js';
import { CustomerImportController } from './import/customer-import.controller.js';
import { CustomerImportService } from './import/customer-import.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Customer])],
  controllers: [CustomerImportController, CustomersController],
  providers: [CustomersService, CustomerImportService],
  exports: [CustomersService, CustomerImportService],
})
export class CustomersModule {}
