import type { EventDeclaration, FieldDeclaration, RuntimeCatalogue } from 'nest-targeting';
import type { FieldType } from 'nest-targeting/rules';
import type { EntityManager } from 'typeorm';
import { knownAttributes } from './known-types.js';

/** What rules may ask beyond the columns: attributes and events that came with the data. */
export async function runtimeCatalogue(manager: EntityManager): Promise<RuntimeCatalogue> {
  return { fields: await attributeFields(manager), events: [await eventTypes(manager)] };
}

const attributeFields = async (manager: EntityManager): Promise<FieldDeclaration[]> =>
  [...(await knownAttributes(manager))]
    .map(([name, type]) => ({ name: `attributes.${name}`, type, property: 'attributes', jsonKey: name }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

async function eventTypes(manager: EntityManager): Promise<EventDeclaration[]> {
  const rows = await manager.query<{ event: string; name: string | null; type: FieldType }[]>(
    `SELECT e.name AS event, p.name, p.type FROM event_types e LEFT JOIN event_property_types p ON p.event = e.name ORDER BY 1, 2`,
  );
  const events = new Map<string, EventDeclaration>();
  for (const { event, name, type } of rows) {
    if (!events.has(event)) events.set(event, { name: event, properties: [] });
    if (name !== null)
      events.get(event)!.properties.push({ name, type, property: 'properties', jsonKey: name });
  }
  return [...events.values()];
}
