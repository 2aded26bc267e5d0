import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional } from 'class-validator';

/** A property of the answer that clients may send back in a request; its value is ignored. */
export const ReadOnly = () =>
  applyDecorators(
    IsOptional(),
    Transform(() => undefined, { toClassOnly: true }),
    ApiProperty({ readOnly: true, required: false, type: Object }),
  );
