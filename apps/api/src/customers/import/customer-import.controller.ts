import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  Post,
  StreamableFile,
  UploadedFile,
  UseInterceptors,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { IdPipe } from 'nest-targeting';
import { Readable } from 'node:stream';
import { CsvFileInterceptor } from './csv-file.interceptor.js';
import { ColumnsRequest, ColumnsResponse, CustomerImportResponse } from './customer-import.dto.js';
import { CustomerImportService } from './customer-import.service.js';

@ApiTags('customers')
@Controller('customers')
export class CustomerImportController {
  constructor(private readonly imports: CustomerImportService) {}

  /**
   * Adds and changes customers by a CSV file.
   * @remarks They are found by `external_id` or `email`; `name`, `status`, `subscribed` and `score` are fields, any other
   * column becomes an attribute. Empty cells change nothing, and nobody who is known is subscribed.
   */
  @Post('import-csv')
  @HttpCode(200)
  @UseInterceptors(CsvFileInterceptor)
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary' } },
    },
  })
  importCsv(@UploadedFile() file: Express.Multer.File): Promise<CustomerImportResponse> {
    return this.imports.importCsv(file.path, file.originalname);
  }

  /** Says what an import would make of each column, before a file is sent. */
  @Post('import-csv/columns')
  @HttpCode(200)
  columns(@Body() { header }: ColumnsRequest): Promise<ColumnsResponse> {
    return this.imports.columns(header);
  }

  /** Gives the rejected rows of an import as CSV, with line number and reason. */
  @Get('imports/:id/rejected')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  async rejected(@Param('id', IdPipe) id: number): Promise<StreamableFile> {
    return new StreamableFile(Readable.from(await this.imports.rejected(id)), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="rejected-${id}.csv"`,
    });
  }
}
