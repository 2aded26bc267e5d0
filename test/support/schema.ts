/** A schema of an OpenAPI document, as far as ours use it. */
export interface Schema {
  $ref?: string;
  type?: string;
  nullable?: boolean;
  enum?: unknown[];
  oneOf?: Schema[];
  allOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean;
  required?: string[];
}

export type Schemas = Record<string, Schema>;

/** Where a value is not what a schema says: other types, what is missing, and what is not told of. */
export function misfits(value: unknown, schema: Schema, schemas: Schemas, path = '$'): string[] {
  const { $ref, ...own } = schema;
  if ($ref) return misfits(value, schemas[$ref.split('/').at(-1)!]!, schemas, path);
  if (value === null && own.nullable) return [];
  if (own.oneOf) return own.oneOf.some((one) => !misfits(value, one, schemas, path).length) ? [] : [path];
  if (own.allOf) return own.allOf.flatMap((all) => misfits(value, all, schemas, path));
  if (own.enum && !own.enum.includes(value)) return [`${path} = ${String(value)}`];
  if (own.type && !isOf(own.type, value)) return [`${path} is no ${own.type}`];
  if (Array.isArray(value))
    return value.flatMap((each) => misfits(each, own.items ?? {}, schemas, `${path}[]`));
  return own.properties || own.type === 'object' ? misfitsOfObject(value as object, own, schemas, path) : [];
}

function misfitsOfObject(value: object, schema: Schema, schemas: Schemas, path: string): string[] {
  const { properties = {}, required = [], additionalProperties } = schema;
  const missing = required.filter((name) => !(name in value)).map((name) => `${path}.${name} is missing`);
  const wrong = Object.entries(value).flatMap(([name, each]) => {
    const known = properties[name];
    if (known) return misfits(each, known, schemas, `${path}.${name}`);
    return additionalProperties ? [] : [`${path}.${name} is not told of`];
  });
  return [...missing, ...wrong];
}

function isOf(type: string, value: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}
