import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  HttpStatus,
  Inject,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { ApiAcceptedResponse, ApiBody, ApiConsumes, ApiCreatedResponse } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import multer, { MulterError } from 'multer';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import { catchError, from, map, mergeMap, type Observable } from 'rxjs';
import { ProblemException, refused } from '../../http/problem.js';
import { targetingValidationPipe } from '../../http/validation.pipe.js';
import { TARGETING_OPTIONS } from '../../targeting.module-definition.js';
import type { TargetingOptions } from '../../targeting.options.js';
import { ImportCsvRequest, ImportResponse } from './import.dto.js';

const defaultBytes = 200 * 1024 * 1024;

/** Receives the upload of an import into a temporary file, and answers 202 while the import goes on. */
@Injectable()
export class CsvUploadInterceptor implements NestInterceptor {
  private readonly pipe = targetingValidationPipe();
  private readonly bytes: number;
  private readonly receive: ReturnType<multer.Multer['single']>;

  constructor(@Inject(TARGETING_OPTIONS) options: TargetingOptions) {
    this.bytes = options.limits?.uploadBytes ?? defaultBytes;
    this.receive = multer({
      storage: multer.diskStorage({ destination: tmpdir() }),
      defParamCharset: 'utf8',
      limits: { fileSize: this.bytes, files: 1, fields: 10, fieldSize: 10_000, fieldNestingDepth: 0 },
    }).single('file');
  }

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<Request>();
    const response = context.switchToHttp().getResponse<Response>();
    await this.receiveFile(request, response);
    // Here already, since the host's global pipes come before those of the controller.
    const checked = this.pipe.transform(request.body, { type: 'body', metatype: ImportCsvRequest });
    return from(checked).pipe(
      mergeMap(() => next.handle()),
      map((answer: ImportResponse) => {
        if (answer.status === 'running') response.status(HttpStatus.ACCEPTED);
        return answer;
      }),
      // The importer removes the file when it has read it; a request that is refused before never gets there.
      catchError(async (error: unknown) => {
        await rm(request.file!.path, { force: true });
        throw error;
      }),
    );
  }

  private async receiveFile(request: Request, response: Response): Promise<void> {
    await promisify(this.receive)(request, response).catch((error: unknown) => {
      throw this.problem(error);
    });
    const { file } = request;
    if (!file) throw refused('file', 'required', 'Upload a CSV file as the part "file" of a multipart form.');
    file.originalname = file.originalname.replace(/\p{Cc}/gu, '').slice(0, 200) || 'upload.csv';
  }

  private problem(error: unknown): unknown {
    if (!(error instanceof Error)) return error;
    if (!(error instanceof MulterError))
      return new ProblemException(HttpStatus.BAD_REQUEST, `The upload cannot be read: ${error.message}.`);
    if (error.code !== 'LIMIT_FILE_SIZE')
      return refused(
        error.field ?? 'file',
        'invalid_upload',
        `${error.message}: send one file, as the part "file".`,
      );
    const detail = `The file is larger than ${Math.round(this.bytes / 104_857.6) / 10} MB.`;
    return new ProblemException(HttpStatus.PAYLOAD_TOO_LARGE, detail, [
      { path: 'file', code: 'too_large', message: detail },
    ]);
  }
}

/** An endpoint that takes the upload of an import. */
export const CsvUpload = () =>
  applyDecorators(
    UseInterceptors(CsvUploadInterceptor),
    ApiConsumes('multipart/form-data'),
    ApiBody({ type: ImportCsvRequest }),
    ApiCreatedResponse({ type: ImportResponse, description: 'The import and its report.' }),
    ApiAcceptedResponse({
      type: ImportResponse,
      description: 'The import takes longer: ask for it again by its id.',
    }),
  );
