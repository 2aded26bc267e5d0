import { type Fault, unprocessable } from 'nest-targeting';
import { fold } from 'nest-targeting/rules';
import { isStorable } from '../../http/stored-text.js';
import { LONGEST_ATTRIBUTE_NAME } from '../attributes.js';

export const fields = ['external_id', 'email', 'name', 'status', 'subscribed', 'score'] as const;
export type FieldName = (typeof fields)[number];

/** Other headers by which files name the fields, without case, blanks and punctuation. */
const synonyms: Record<FieldName, string[]> = {
  external_id: ['externalid', 'customerid', 'userid', 'contactid', 'id'],
  email: ['email', 'emailaddress', 'mail', 'mailaddress'],
  name: ['name', 'fullname', 'customername', 'displayname'],
  status: ['status', 'customerstatus'],
  subscribed: [
    'subscribed',
    'consent',
    'optin',
    'emailconsent',
    'marketingconsent',
    'acceptsmarketing',
    'newsletter',
  ],
  score: ['score', 'customerscore', 'leadscore'],
};

/** Where a file has what. */
export interface Columns {
  header: string[];
  /** Position of the column with a field. */
  fields: ReadonlyMap<FieldName, number>;
  attributes: AttributeColumn[];
}

export interface AttributeColumn {
  position: number;
  name: string;
}

const MOST_COLUMNS = 1000;
const PREFIX = 'attributes.';

/**
 * Which column is which: fields by their names or the usual synonyms of these, anything else an attribute. A column without
 * a name is left out.
 * @param knownAttributes names to which a header in other case belongs
 * @throws ProblemException 422 when nobody can be identified, or a name is unusable or there twice.
 */
export function mapColumns(header: string[], knownAttributes: Iterable<string>): Columns {
  const names = header.map((name) => name.normalize('NFC').trim());
  const ofFields = findFields(names);
  const positions = new Set(ofFields.values());
  const known = new Map([...knownAttributes].map((name) => [fold(name), name]));
  const knownExactly = new Set(known.values());
  const attributes = names.flatMap((column, position) => {
    if (column === '' || positions.has(position)) return [];
    const name = column.startsWith(PREFIX) ? column.slice(PREFIX.length) : column;
    return [{ position, name: knownExactly.has(name) ? name : (known.get(fold(name)) ?? name) }];
  });
  const faults = faultsOf(names, ofFields, attributes);
  if (faults.length > 0) throw unprocessable(faults);
  return { header: names, fields: ofFields, attributes };
}

/** The field's own name comes first, then the synonyms in their order; a column that is left over is an attribute. */
function findFields(names: string[]): Map<FieldName, number> {
  const plain = names.map((name) => fold(name).replace(/[^\p{L}\p{N}]/gu, ''));
  const found = new Map<FieldName, number>();
  for (const field of fields) {
    const candidates = [names.indexOf(field), ...synonyms[field].map((synonym) => plain.indexOf(synonym))];
    const position = candidates.find((candidate) => candidate >= 0);
    if (position !== undefined) found.set(field, position);
  }
  return found;
}

function faultsOf(names: string[], found: Map<FieldName, number>, attributes: AttributeColumn[]): Fault[] {
  const fault = (code: string, message: string): Fault => ({ path: 'file', code, message });
  if (names.length === 0) return [fault('no_header', 'The first line must name the columns.')];
  if (names.length > MOST_COLUMNS)
    return [fault('too_many_columns', `The file has more than ${MOST_COLUMNS} columns.`)];
  if (!found.has('external_id') && !found.has('email'))
    return [
      fault('no_identifier', 'The file needs a column external_id or email, by which customers are found.'),
    ];
  const twice = attributes.filter(
    ({ name, position }, index) =>
      names.indexOf(names[position]!) < position ||
      attributes.findIndex((other) => other.name === name) < index,
  );
  const unusable = attributes.filter(
    ({ name }) => name === '' || name.length > LONGEST_ATTRIBUTE_NAME || !isStorable(name),
  );
  return [
    ...twice.map(({ name }) => fault('duplicate_column', `The column ${name} is there twice.`)),
    ...unusable.map(({ position }) =>
      fault('invalid_name', `The name of column ${position + 1} is too long, or unusable as text.`),
    ),
  ];
}
