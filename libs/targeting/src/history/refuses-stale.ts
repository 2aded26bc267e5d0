import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { StaleProblemResponse } from './version.dto.js';

/** Says in the documentation what a stale edit is told. */
export const RefusesStale = () =>
  applyDecorators(
    ApiExtraModels(StaleProblemResponse),
    ApiResponse({
      status: 409,
      description:
        'Conflict: it is in use, or was changed since the `version` of the request; then `base` and `current` are there to be merged with the edit',
      content: { 'application/problem+json': { schema: { $ref: getSchemaPath(StaleProblemResponse) } } },
    }),
  );
