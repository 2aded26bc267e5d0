import {
  Controller,
  Get,
  HttpCode,
  Param,
  Post,
  StreamableFile,
  UploadedFile,
  UseInterceptors,
} from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { diskStorage } from 'multer';
import { IdPipe, refused } from 'nest-targeting';
import { unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { CustomerImportResponse } from './customer-import.dto.js';
import { CustomerImportService } from './customer-import.service.js';

const LARGEST_FILE = 500 * 1024 * 1024;

const upload = FileInterceptor('file', {
  storage: diskStorage({ destination: tmpdir() }),
  limits: { fileSize: LARGEST_FILE, files: 1 },
});

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
  @UseInterceptors(upload)
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary' } },
    },
  })
  async importCsv(@UploadedFile() file?: Express.Multer.File): Promise<CustomerImportResponse> {
    if (!file) throw refused('file', 'required', 'Upload a CSV file as the part “file” of a multipart form.');
    try {
      return await this.imports.importCsv(file.path, nameOf(file));
    } finally {
      await unlink(file.path);
    }
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

/** Browsers send names in UTF-8, which multer reads as Latin-1. */
const nameOf = (file: Express.Multer.File): string =>
  Buffer.from(file.originalname, 'latin1').toString('utf8').replaceAll('\0', '');
