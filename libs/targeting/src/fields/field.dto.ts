import { ApiProperty, PickType } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { FieldType } from '../rules/index.js';

export class FieldResponse {
  /**
   * Name in rules.
   * @example score
   */
  name: string;
  label: string;
  @ApiProperty({ enum: ['text', 'number', 'boolean', 'date', 'array'] }) type: FieldType;
  /**
   * Operators that rules about it may have.
   * @example ["equals", "greater_than"]
   */
  operators: string[];
}

/** A type of event that rules may ask about. */
export class EventTypeResponse {
  /**
   * Name in rules.
   * @example purchase
   */
  name: string;
  label: string;
  properties: FieldResponse[];
}

/** Everything that rules may ask. */
export class FieldsResponse {
  fields: FieldResponse[];
  events: EventTypeResponse[];
  /**
   * Time zone of calendar rules.
   * @example UTC
   */
  time_zone: string;
  /** Whether unknown addresses of a file can become customers (`unmatched=create`). */
  can_create_customers: boolean;
}

export class FieldValuesQuery {
  /** Text that the values must contain. */
  @IsOptional() @IsString() @MaxLength(200) q?: string;
  /** The event whose property is meant, in place of a field of the customer. */
  @IsOptional() @IsString() @MaxLength(200) event?: string;
}

export class FieldUsageQuery extends PickType(FieldValuesQuery, ['event'] as const) {}

export class FieldValueResponse {
  @ApiProperty({ oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }], example: 'Paris' })
  value: string | number | boolean;
  /** How often it occurs. */
  count: number;
}

/** At most fifty values, the most frequent first. */
export class FieldValuesResponse {
  data: FieldValueResponse[];
}
