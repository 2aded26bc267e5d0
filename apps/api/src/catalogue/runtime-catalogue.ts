import type { EventDeclaration, FieldDeclaration, RuntimeCatalogue } from 'nest-targeting';
import type { FieldType } from 'nest-targeting/rules';
import type { EntityManager } from 'typeorm';

/** An attribute of customers where no event is named, else a property of that event; no name where it has none. */
interface Row {
  event: string | null;
  name: string | null;
  type: FieldType;
}

/** What rules may ask beyond the columns: attributes and events that came with the data. */
export async function runtimeCatalogue(manager: EntityManager): Promise<RuntimeCatalogue> {
  // At one go: it is asked with each request.
  const rows = await manager.query<Row[]>(
    `SELECT NULL AS event, name COLLATE "C" AS name, type FROM attribute_types
     UNION ALL SELECT e.name, p.name, p.type FROM event_types e LEFT JOIN event_property_types p ON p.event = e.name
     ORDER BY 1, 2`,
  );
  const fields: FieldDeclaration[] = [];
  const events = new Map<string, EventDeclaration>();
  for (const { event, name, type } of rows) {
    if (event !== null && !events.has(event)) events.set(event, { name: event, properties: [] });
    if (name === null) continue;
    if (event === null)
      fields.push({ name: `attributes.${name}`, type, property: 'attributes', jsonKey: name });
    else events.get(event)!.properties.push({ name, type, property: 'properties', jsonKey: name });
  }
  return { fields, events: [[...events.values()]] };
}
