/** What a field holds; decides which operators it has. */
export type FieldType = 'text' | 'number' | 'boolean' | 'date' | 'array';

/** Where the value of a field stands in the database: a column, or a key of a JSON column. */
export type FieldSource = {
  readonly column: string;
  /** Of JSON: the column is of the type `json`, which keeps what `jsonb` refuses. */
  readonly isJsonText?: boolean;
} & ({ readonly columnType: ColumnType } | { readonly jsonKey: string });

/**
 * How a column is read: `integer` is of whatever size, `number` any other exact one; `float` is read by its shortest decimal;
 * `timestamp` is a timestamp without zone, taken as UTC.
 */
export type ColumnType =
  'text' | 'integer' | 'number' | 'float' | 'boolean' | 'day' | 'instant' | 'timestamp' | 'array' | 'json';

/** Something a rule can ask about a customer, or about an event. */
export interface Field {
  /** Name in rules, e.g. `score` or `attributes.city`. */
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  readonly source: FieldSource;
}

/** An event that a rule can ask for, with the table that holds it. */
export interface EventType {
  readonly name: string;
  readonly label: string;
  readonly table: EventTable;
  readonly properties: ReadonlyMap<string, Field>;
}

export interface EventTable {
  /** Quoted-on-write name, with its schema when it has one. */
  readonly table: readonly string[];
  readonly customerColumn: string;
  readonly atColumn: string;
  /** Whether `atColumn` has no time zone; it is then taken as UTC. */
  readonly atIsUtc: boolean;
  /** Column with the event's type; absent when the table holds only one. */
  readonly typeColumn?: string;
}

/** The customers' table. */
export interface CustomerTable {
  readonly table: readonly string[];
  readonly keyColumn: string;
  /** SQL type of the key: `integer`, `bigint`, `uuid` or `text`. */
  readonly keyType: KeyType;
  readonly nameColumn: string;
  readonly emailColumn: string;
  readonly externalIdColumn?: string;
}

export type KeyType = 'integer' | 'bigint' | 'uuid' | 'text';

/** Everything that rules may refer to by name. */
export interface Catalogue {
  readonly customer: CustomerTable;
  /** Rule for who is active; null: everyone is. */
  readonly active: { readonly field: Field; readonly value: string } | null;
  /** Boolean field: true is consent; null: this host knows none. */
  readonly consent: Field | null;
  readonly fields: ReadonlyMap<string, Field>;
  readonly events: ReadonlyMap<string, EventType>;
}
