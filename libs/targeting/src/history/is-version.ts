import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

/** The version that an edit began with. */
export const IsVersion = () =>
  applyDecorators(
    IsOptional(),
    IsInt(),
    Min(1),
    Max(2_147_483_647),
    ApiProperty({
      type: 'integer',
      required: false,
      nullable: true,
      example: 3,
      description:
        'The version that the edit began with. When there is a newer one, nothing is saved and the answer is 409, with `base` (what it was in that version) and `current`. Left out: what is given is saved over whatever is there.',
    }),
  );
