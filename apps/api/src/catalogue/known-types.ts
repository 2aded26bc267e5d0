import type { FieldType } from 'nest-targeting/rules';
import type { EntityManager } from 'typeorm';

/** Types by the name of an attribute or a property. */
export type Types = ReadonlyMap<string, FieldType>;

type TypeRow = { name: string; type: FieldType };

/** All attributes of customers that are known, with their types. */
export const knownAttributes = async (manager: EntityManager): Promise<Types> =>
  toTypes(await manager.query<TypeRow[]>('SELECT name, type FROM attribute_types'));

/** Makes attributes known with the type at first sight, and gives the types that hold for them. */
export async function learnAttributes(manager: EntityManager, seen: Types): Promise<Types> {
  const names = [...seen.keys()];
  const known = await attributesNamed(manager, names);
  const unknown = [...seen].filter(([name]) => !known.has(name));
  if (unknown.length === 0) return known;
  await manager.query(
    `INSERT INTO attribute_types (name, type) SELECT * FROM unnest($1::text[], $2::text[]) ORDER BY 1 ON CONFLICT DO NOTHING`,
    [unknown.map(([name]) => name), unknown.map(([, type]) => type)],
  );
  return attributesNamed(manager, names);
}

const attributesNamed = async (manager: EntityManager, names: string[]): Promise<Types> =>
  names.length === 0
    ? new Map()
    : toTypes(
        await manager.query<TypeRow[]>('SELECT name, type FROM attribute_types WHERE name = ANY ($1)', [
          names,
        ]),
      );

/** Makes event types and their properties known, each property with the type at first sight. */
export async function learnEvents(manager: EntityManager, seen: ReadonlyMap<string, Types>): Promise<void> {
  const properties = [...seen].flatMap(([event, types]) =>
    [...types].map(([name, type]) => ({ event, name, type })),
  );
  await manager.query(
    `INSERT INTO event_types (name) SELECT seen.name FROM unnest($1::text[]) AS seen(name)
     WHERE NOT EXISTS (SELECT FROM event_types known WHERE known.name = seen.name) ORDER BY 1 ON CONFLICT DO NOTHING`,
    [[...seen.keys()]],
  );
  await manager.query(
    `INSERT INTO event_property_types (event, name, type)
     SELECT seen.event, seen.name, seen.type FROM jsonb_to_recordset($1::jsonb) AS seen(event text, name text, type text)
     WHERE NOT EXISTS (SELECT FROM event_property_types known WHERE known.event = seen.event AND known.name = seen.name)
     ORDER BY 1, 2 ON CONFLICT DO NOTHING`,
    [JSON.stringify(properties)],
  );
}

const toTypes = (rows: TypeRow[]): Types => new Map(rows.map(({ name, type }) => [name, type]));
