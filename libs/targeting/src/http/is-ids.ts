import { applyDecorators } from '@nestjs/common';
import { ArrayMaxSize, IsArray, IsInt, Max, Min } from 'class-validator';

/** A list of ids of the library: positive integers, as PostgreSQL holds them. */
export const IsIds = (most = 1_000) =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(most),
    IsInt({ each: true }),
    Min(1, { each: true }),
    Max(2_147_483_647, { each: true }),
  );
