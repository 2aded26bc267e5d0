import { Transform } from 'class-transformer';
import {
  IsBoolean,
  IsEmail,
  IsIn,
  IsNumber,
  IsObject,
  IsOptional,
  MaxLength,
  MinLength,
  ValidateIf,
} from 'class-validator';
import { PageQuery, ReadOnly } from 'nest-targeting';
import type { JsonValue } from '../catalogue/json-value.js';
import { StoredText } from '../http/stored-text.js';
import type { Customer } from './customer.entity.js';
import { storedStatus } from './status.js';

/** What is written of a customer. Absent properties stay as they are; null clears. */
export class CustomerWriteDto {
  /**
   * The customer's key in other systems; unique.
   * @example 'crm-90210'
   */
  @IsOptional()
  @StoredText()
  @MinLength(1)
  @MaxLength(255)
  external_id?: string | null;

  /**
   * E-mail address; unique, whatever its case.
   * @example 'ada@example.com'
   */
  @IsOptional()
  @StoredText()
  @IsEmail()
  email?: string | null;

  /** @example 'Ada Lovelace' */
  @IsOptional()
  @StoredText()
  @MaxLength(500)
  name?: string | null;

  /**
   * Where the customer stands; `active` unless told otherwise.
   * @example 'active'
   */
  @ValidateIf((_, value) => value !== undefined)
  @StoredText()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? storedStatus(value) : value))
  @MinLength(1)
  @MaxLength(100)
  status?: string;

  /**
   * Consent to be contacted: true, false, or null when never asked.
   * @example true
   */
  @IsOptional()
  @IsBoolean()
  subscribed?: boolean | null;

  /** @example 87.5 */
  @IsOptional()
  @IsNumber()
  score?: number | null;

  /**
   * Anything else that is known: text, numbers, booleans, ISO dates, arrays. The type of an attribute is that of its first
   * value ever. Attributes merge into those there are; null clears one.
   * @example { "city": "Paris", "plan": "pro", "born": "1990-05-17", "tags": ["early-bird"] }
   */
  @ValidateIf((_, value) => value !== undefined)
  @Transform(({ obj }: { obj: { attributes?: unknown } }) => obj.attributes)
  @IsObject()
  attributes?: Record<string, unknown>;

  @ReadOnly() id?: number;
  @ReadOnly() created_at?: string;
  @ReadOnly() updated_at?: string;
}

/** Query of the list of customers. */
export class CustomerQuery extends PageQuery {
  /** Part of a name, an e-mail address or an external id. */
  @IsOptional()
  @StoredText()
  q?: string;

  /** The whole name; upper and lower case are the same. */
  @IsOptional()
  @StoredText()
  name?: string;

  /** Exactly this external id. */
  @IsOptional()
  @StoredText()
  external_id?: string;

  /** Exactly this address, whatever its case. */
  @IsOptional()
  @StoredText()
  email?: string;

  /** Exactly this status. */
  @IsOptional()
  @StoredText()
  status?: string;

  /** Consent: `null` finds those never asked. */
  @IsOptional()
  @IsIn(['true', 'false', 'null'])
  subscribed?: string;
}

export class CustomerResponse {
  /** @example 17 */
  id: number;
  /** @example 'crm-90210' */
  external_id: string | null;
  /** @example 'ada@example.com' */
  email: string | null;
  /** @example 'Ada Lovelace' */
  name: string | null;
  /** @example 'active' */
  status: string;
  /** @example true */
  subscribed: boolean | null;
  /** @example 87.5 */
  score: number | null;
  /** @example { "city": "Paris", "plan": "pro", "born": "1990-05-17", "tags": ["early-bird"] } */
  attributes: Record<string, JsonValue>;
  created_at: Date;
  updated_at: Date;
}

export class CustomerPage {
  data: CustomerResponse[];
  /** How many customers there are on all pages. */
  total: number;
}

export const mapCustomer = (customer: Customer): CustomerResponse => ({
  id: customer.id,
  external_id: customer.externalId,
  email: customer.email,
  name: customer.name,
  status: customer.status,
  subscribed: customer.subscribed,
  score: customer.score,
  attributes: customer.attributes,
  created_at: customer.createdAt,
  updated_at: customer.updatedAt,
});
