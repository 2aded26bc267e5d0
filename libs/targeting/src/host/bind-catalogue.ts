import type { DataSource, EntityMetadata } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import type {
  Catalogue,
  ColumnType,
  CustomerTable,
  EventTable,
  EventType,
  Field,
  FieldSource,
  FieldType,
  KeyType,
} from '../rules/catalogue.js';
import type {
  CustomerOptions,
  EventDeclaration,
  EventSourceOptions,
  FieldDeclaration,
  RuntimeCatalogue,
  TargetingOptions,
} from '../targeting.options.js';

/** Binds the declarations of the options, and those known at run time, to the columns of the host's entities. */
export function bindCatalogue(
  options: TargetingOptions,
  dataSource: DataSource,
  runtime?: RuntimeCatalogue,
): Catalogue {
  const customer = dataSource.getMetadata(options.customer.entity);
  const declared = new Set(options.customer.fields.map(({ name }) => name));
  // What comes with data must not change what a rule asks.
  const atRuntime = (runtime?.fields ?? []).filter(({ name }) => !declared.has(name));
  const { status, consent } = options.customer;
  return {
    customer: customerTable(customer, options.customer),
    active: status && {
      field: bindField(customer, { name: status.property, type: 'text' }),
      value: status.active,
    },
    consent: consent === null ? null : bindField(customer, { name: consent, type: 'boolean' }),
    fields: bindFields(customer, [...options.customer.fields, ...atRuntime]),
    events: bindAllEvents(options, dataSource, runtime?.events ?? []),
  };
}

/** Each is read from one source: the one that declares it, else the first that has it. */
function bindAllEvents(
  { customer, events: sources = [] }: TargetingOptions,
  dataSource: DataSource,
  atRuntime: readonly EventDeclaration[][],
): Map<string, EventType> {
  const sourceOf = new Map<string, number>();
  for (const [index, { events }] of sources.entries())
    for (const { name } of events) {
      if ((sourceOf.get(name) ?? index) !== index)
        throw new Error(`Two event sources declare the event ${name}: a rule could not tell which is meant.`);
      sourceOf.set(name, index);
    }
  for (const [index, events] of atRuntime.entries())
    for (const { name } of events) if (!sourceOf.has(name)) sourceOf.set(name, index);
  const bound = sources.flatMap((source, index) => {
    const own = (atRuntime[index] ?? []).filter(({ name }) => sourceOf.get(name) === index);
    return bindEvents(dataSource, customer, source, own);
  });
  return new Map(bound.map((event) => [event.name, event]));
}

export const bindEventTables = (options: TargetingOptions, dataSource: DataSource): EventTable[] =>
  (options.events ?? []).map((source) => eventTable(dataSource, options.customer, source));

function customerTable(entity: EntityMetadata, options: CustomerOptions): CustomerTable {
  const key = keyColumn(entity, options.key);
  return {
    table: tableName(entity),
    keyColumn: key.databaseName,
    keyType: keyType(key),
    nameColumn: column(entity, options.name).databaseName,
    emailColumn: column(entity, options.email).databaseName,
    ...(options.externalId && { externalIdColumn: column(entity, options.externalId).databaseName }),
  };
}

function bindEvents(
  dataSource: DataSource,
  customers: CustomerOptions,
  source: EventSourceOptions,
  atRuntime: EventDeclaration[],
): EventType[] {
  const entity = dataSource.getMetadata(source.entity);
  const declared = [...source.events, ...atRuntime];
  if (!source.type && declared.length !== 1)
    throw new Error(
      `The event source ${entity.name} has no type column, so it must declare exactly one event.`,
    );
  const table = eventTable(dataSource, customers, source);
  return [...mergeByName(declared)].map(([name, { label, properties }]) => ({
    name,
    label: label ?? inWords(name),
    table,
    properties: bindFields(entity, properties),
  }));
}

/** A type known both beforehand and from the data has the properties of both; the declared ones win. */
function mergeByName(events: EventDeclaration[]): Map<string, EventDeclaration> {
  const merged = new Map<string, EventDeclaration>();
  for (const event of events) {
    const before = merged.get(event.name);
    merged.set(
      event.name,
      before ? { ...before, properties: [...event.properties, ...before.properties] } : event,
    );
  }
  return merged;
}

function eventTable(
  dataSource: DataSource,
  customers: CustomerOptions,
  source: EventSourceOptions,
): EventTable {
  const entity = dataSource.getMetadata(source.entity);
  const at = column(entity, source.at);
  const customer = column(entity, source.customer);
  const key = keyType(keyColumn(dataSource.getMetadata(customers.entity), customers.key));
  // What only the property's type says need not be the type of the column.
  const isDeclared = typeof customer.type === 'string';
  if (customer.isArray || (isDeclared && !comparable[key].includes(normalizedType(customer))))
    throw new Error(
      `The property ${source.customer} of ${entity.name} holds the keys of customers, but its column ${customer.databaseName} has the type ${normalizedType(customer)}, which PostgreSQL cannot compare with a key of the type ${key}: give the column that type, or name another property.`,
    );
  return {
    table: tableName(entity),
    customerColumn: customer.databaseName,
    atColumn: at.databaseName,
    atIsUtc: columnType(at) === 'timestamp',
    ...(source.type && { typeColumn: column(entity, source.type).databaseName }),
  };
}

const bindFields = (entity: EntityMetadata, declarations: FieldDeclaration[]): ReadonlyMap<string, Field> =>
  new Map(declarations.map((declaration) => [declaration.name, bindField(entity, declaration)]));

function bindField(entity: EntityMetadata, declaration: FieldDeclaration): Field {
  const { name, type, label = inWords(name) } = declaration;
  return { name, label, type, source: fieldSource(entity, declaration) };
}

function fieldSource(
  entity: EntityMetadata,
  { name, type, property = name, jsonKey }: FieldDeclaration,
): FieldSource {
  const bound = column(entity, property);
  const held = columnType(bound);
  const fits = jsonKey === undefined ? columnsOf[type].includes(held) : held === 'json';
  if (!fits)
    throw new Error(
      `The field ${name} is declared as a ${jsonKey === undefined ? type : 'key of a JSON object'}, but the column ${bound.databaseName} of ${entity.name} has the type ${normalizedType(bound)}.`,
    );
  const stands = {
    column: bound.databaseName,
    ...(normalizedType(bound) === 'json' && { isJsonText: true }),
  };
  return jsonKey === undefined ? { ...stands, columnType: held } : { ...stands, jsonKey };
}

function column(entity: EntityMetadata, property: string): ColumnMetadata {
  const found =
    entity.findColumnWithPropertyPath(property) ??
    entity.findRelationWithPropertyPath(property)?.joinColumns[0];
  if (!found)
    throw new Error(
      `The entity ${entity.name} has no property ${property}, which the targeting options name.`,
    );
  return found;
}

function keyColumn(entity: EntityMetadata, property?: string): ColumnMetadata {
  if (property) return column(entity, property);
  const [key, ...more] = entity.primaryColumns;
  if (!key || more.length > 0)
    throw new Error(`The entity ${entity.name} needs one primary column, or the option customer.key.`);
  return key;
}

/** Always with its schema, so that no name within a statement of the library can stand for it. */
function tableName({ schema, tableName: table, connection }: EntityMetadata): string[] {
  const inSearchPath = (connection.driver as PostgresDriver).searchSchema;
  return [schema ?? inSearchPath ?? 'public', table];
}

/** The columns that a field of each type can read. What a date or an instant reads as text depends on the session. */
const columnsOf: Record<FieldType, readonly ColumnType[]> = {
  text: ['text', 'integer', 'number', 'float', 'boolean', 'json'],
  number: ['integer', 'number', 'float', 'json'],
  boolean: ['boolean', 'json'],
  date: ['day', 'instant', 'timestamp', 'json'],
  array: ['array', 'json'],
};

/** SQL types, as TypeORM normalises them for PostgreSQL. */
const columnTypes: Record<string, ColumnType> = {
  'character varying': 'text',
  character: 'text',
  text: 'text',
  citext: 'text',
  uuid: 'text',
  enum: 'text',
  smallint: 'integer',
  integer: 'integer',
  bigint: 'integer',
  numeric: 'number',
  real: 'float',
  'double precision': 'float',
  boolean: 'boolean',
  date: 'day',
  'timestamp with time zone': 'instant',
  'timestamp without time zone': 'timestamp',
  jsonb: 'json',
  json: 'json',
};

function columnType(column: ColumnMetadata): ColumnType {
  const sqlType = normalizedType(column);
  // What the items of such an array read as depends on the session.
  const isReadable = !column.isArray || columnTypes[sqlType] !== 'instant';
  const type = column.isArray ? 'array' : columnTypes[sqlType];
  if (!type || !isReadable)
    throw new Error(
      `The column ${column.databaseName} has the type ${sqlType}${column.isArray ? '[]' : ''}, which no rule can read.`,
    );
  return type;
}

function keyType(column: ColumnMetadata): KeyType {
  const type = {
    integer: 'integer',
    smallint: 'integer',
    bigint: 'bigint',
    uuid: 'uuid',
    text: 'text',
    'character varying': 'text',
  }[normalizedType(column)];
  if (!type)
    throw new Error(
      `A customer key of the type ${normalizedType(column)} is not supported: integer, bigint, uuid or text.`,
    );
  return type as KeyType;
}

const numbers = ['smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision'];

/** Columns that can hold a key of each type. */
const comparable: Record<KeyType, readonly string[]> = {
  integer: numbers,
  bigint: numbers,
  uuid: ['uuid'],
  text: ['text', 'character varying', 'character', 'citext'],
};

function normalizedType(column: ColumnMetadata): string {
  return column.entityMetadata.connection.driver.normalizeType(column);
}

/** `attributes.favouriteColour` → `favourite colour` */
const inWords = (name: string): string =>
  name
    .slice(name.lastIndexOf('.') + 1)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase();
