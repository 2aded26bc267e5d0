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
