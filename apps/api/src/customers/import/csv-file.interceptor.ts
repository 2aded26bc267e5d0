import {
  type CallHandler,
  type ExecutionContext,
  HttpStatus,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import multer, { MulterError } from 'multer';
import { ProblemException, refused, unprocessable } from 'nest-targeting';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import { finalize, type Observable } from 'rxjs';

const LARGEST_MB = 200;

/** Receives the one file of a form into a temporary file, and removes it after the request. Errors are as those of imports into lists. */
@Injectable()
export class CsvFileInterceptor implements NestInterceptor {
  private readonly receive = promisify(
    multer({
      storage: multer.diskStorage({ destination: tmpdir() }),
      defParamCharset: 'utf8',
      limits: { fileSize: LARGEST_MB * 1024 * 1024, files: 1, fields: 10, fieldSize: 10_000 },
    }).single('file'),
  );

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    await this.receive(request, http.getResponse<Response>()).catch((error: unknown) => {
      throw problem(error);
    });
    const remove = () => (request.file ? rm(request.file.path, { force: true }) : Promise.resolve());
    try {
      check(request);
    } catch (error) {
      await remove();
      throw error;
    }
    return next.handle().pipe(finalize(() => void remove()));
  }
}

function check({ file, body }: Request): void {
  const unknown = Object.keys((body ?? {}) as object);
  if (unknown.length > 0)
    throw unprocessable(
      unknown.map((path) => ({
        path,
        code: 'unknown_property',
        message: `There is no property ${path} here.`,
      })),
    );
  if (!file) throw refused('file', 'required', 'Upload a CSV file as the part "file" of a multipart form.');
  file.originalname = file.originalname.replace(/\p{Cc}/gu, '').slice(0, 200) || 'upload.csv';
}

function problem(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (!(error instanceof MulterError))
    return new ProblemException(HttpStatus.BAD_REQUEST, `The upload cannot be read: ${error.message}.`);
  if (error.code !== 'LIMIT_FILE_SIZE')
    return refused('file', 'invalid_upload', `${error.message}: send one file, as the part "file".`);
  const message = `The file is larger than ${LARGEST_MB} MB.`;
  return new ProblemException(HttpStatus.PAYLOAD_TOO_LARGE, message, [
    { path: 'file', code: 'too_large', message },
  ]);
}
