import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsString } from 'class-validator';
import type { FieldType } from 'nest-targeting/rules';
import type { Types } from '../../catalogue/known-types.js';
import type { Columns } from './columns.js';

/** A row of the file that was not taken. */
export class RejectedRow {
  /**
   * Line of the file where the row begins, from 1.
   * @example 7
   */
  line: number;
  /** @example 'invalid_email' */
  code: string;
  /** @example '“ada@” is no e-mail address.' */
  message: string;
}

/** What became of a file: rows is the sum of the five numbers after it. */
export class CustomerImportResponse {
  /** @example 1 */
  id: number;
  /** @example 1000 */
  rows: number;
  /** New customers. @example 900 */
  created: number;
  /** Customers who were changed. @example 60 */
  updated: number;
  /** Customers of whom all was known already. @example 30 */
  unchanged: number;
  /** Rows about a customer of an earlier row: merged with it. @example 8 */
  duplicates: number;
  /** @example 2 */
  rejected: number;
  /** The first hundred; all of them are at `/api/customers/imports/{id}/rejected`. */
  rejected_rows: RejectedRow[];
}

/** The names in the first line of a file that is not sent yet. */
export class ColumnsRequest {
  /** @example ["E-mail address", "First name", "City"] */
  @IsArray()
  @ArrayMaxSize(10_000)
  @IsString({ each: true })
  header: string[];
}

/** What an import would make of a column. */
export class ColumnMeaning {
  /** @example 'E-mail address' */
  column: string;
  /** The field it is, or the attribute; null when it has no name and is left out. @example 'email' */
  becomes: string | null;
  /** Whether that is an attribute. */
  is_attribute: boolean;
  /** The type an attribute has already; null when the import would make it known. */
  @ApiProperty({ enum: ['text', 'number', 'boolean', 'date', 'array'], nullable: true })
  type: FieldType | null;
}

export class ColumnsResponse {
  /** In the order of the file. */
  columns: ColumnMeaning[];
}

export const mapColumnMeanings = (columns: Columns, known: Types): ColumnsResponse => {
  const fields = new Map([...columns.fields].map(([field, position]) => [position, field]));
  const attributes = new Map(columns.attributes.map(({ position, name }) => [position, name]));
  return {
    columns: columns.header.map((column, position) => {
      const attribute = attributes.get(position);
      return {
        column,
        becomes: fields.get(position) ?? attribute ?? null,
        is_attribute: attribute !== undefined,
        type: (attribute !== undefined && known.get(attribute)) || null,
      };
    }),
  };
};
