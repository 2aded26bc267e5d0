import type { Catalogue, Field } from 'nest-targeting/rules';
import type { FieldInfo, Fields } from '../data-provider/types.js';

const field = ({ name, label, type }: FieldInfo): [string, Field] => [
  name,
  // Where the value stands is the server's affair; here rules are only read and put into words.
  { name, label, type, source: { column: name, jsonKey: name } },
];

/** What the engine needs to read rules and to describe them, from what the API tells. */
export function catalogueOf({ fields, events }: Fields): Catalogue {
  const table = { table: ['events'], customerColumn: 'customer', atColumn: 'at', atIsUtc: false };
  return {
    customer: {
      table: ['customers'],
      keyColumn: 'id',
      keyType: 'text',
      nameColumn: 'name',
      emailColumn: 'email',
    },
    active: null,
    consent: null,
    fields: new Map(fields.map(field)),
    events: new Map(
      events.map(({ name, label, properties }) => [
        name,
        { name, label, table, properties: new Map(properties.map(field)) },
      ]),
    ),
  };
}
