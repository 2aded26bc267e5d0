import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { IdPipe } from 'nest-targeting';
import { CustomerPage, CustomerQuery, CustomerResponse, CustomerWriteDto } from './customer.dto.js';
import { CustomersService } from './customers.service.js';

@ApiTags('customers')
@Controller('customers')
export class CustomersController {
  constructor(private readonly customers: CustomersService) {}

  /** Lists customers: by page, sorted, searched, filtered. */
  @Get()
  list(@Query() query: CustomerQuery): Promise<CustomerPage> {
    return this.customers.list(query);
  }

  /** Adds a customer. */
  @Post()
  create(@Body() dto: CustomerWriteDto): Promise<CustomerResponse> {
    return this.customers.create(dto);
  }

  /** Shows a customer. */
  @Get(':id')
  get(@Param('id', IdPipe) id: number): Promise<CustomerResponse> {
    return this.customers.get(id);
  }

  /** Changes a customer: what is absent stays as it is, null clears, attributes merge. */
  @Put(':id')
  @ApiBody({
    type: CustomerWriteDto,
    examples: { change: { value: { score: 91, attributes: { plan: 'pro' } } } },
  })
  update(@Param('id', IdPipe) id: number, @Body() dto: CustomerWriteDto): Promise<CustomerResponse> {
    return this.customers.update(id, dto);
  }

  /** Deletes a customer with all events. Audiences that name the customer go on without. */
  @Delete(':id')
  @HttpCode(204)
  remove(@Param('id', IdPipe) id: number): Promise<void> {
    return this.customers.remove(id);
  }
}
