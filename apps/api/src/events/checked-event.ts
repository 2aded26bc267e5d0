import type { FieldType } from 'nest-targeting/rules';
import { isIsoInstant } from 'nest-targeting/rules';
import { type JsonValue, storedJson, typeOfJson } from '../catalogue/json-value.js';
import { isStorable, storedForm } from '../http/stored-text.js';

/** An event as it is written, but for its customer, who is looked up by the one identifier that is given. */
export interface CheckedEvent {
  index: number;
  customer_id?: number;
  external_id?: string;
  email?: string;
  type: string;
  occurred_at: string;
  properties: Record<string, JsonValue>;
  key: string | null;
}

/** Why an event cannot be accepted. */
export class EventFault extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

const LARGEST_ID = 2_147_483_647;
const LONGEST_NAME = 100;
const LONGEST_KEY = 255;
const members = ['customer', 'type', 'occurred_at', 'properties', 'key'];

/** @throws EventFault */
export function checkEvent(event: unknown, index: number): CheckedEvent {
  if (!isObject(event)) throw new EventFault('invalid', 'An event is an object.');
  const unknown = Object.keys(event).find((member) => !members.includes(member));
  if (unknown !== undefined)
    throw new EventFault(
      'unknown_property',
      `An event has no ${unknown}; what else is known goes into properties.`,
    );
  return {
    index,
    ...customerOf(event.customer),
    type: nameOf(event.type, 'invalid_type', 'type'),
    occurred_at: instantOf(event.occurred_at),
    properties: propertiesOf(event.properties),
    key: keyOf(event.key),
  };
}

/** Types of the properties that rules can ask. */
export const propertyTypes = (properties: Record<string, JsonValue>): [string, FieldType][] =>
  Object.entries(properties).flatMap(([name, value]) => {
    const type = typeOfJson(value);
    return type ? [[name, type] as [string, FieldType]] : [];
  });

function customerOf(customer: unknown): Pick<CheckedEvent, 'customer_id' | 'external_id' | 'email'> {
  if (!isObject(customer) || Object.keys(customer).length !== 1) throw noCustomer();
  const { id, external_id, email } = customer;
  if (typeof id === 'number' && Number.isInteger(id))
    return id >= 1 && id <= LARGEST_ID ? { customer_id: id } : {};
  if (typeof external_id === 'string' && isStorable(external_id))
    return { external_id: storedForm(external_id) };
  if (typeof email === 'string' && isStorable(email)) return { email: storedForm(email) };
  throw noCustomer();
}

const noCustomer = () =>
  new EventFault(
    'invalid_customer',
    'customer is exactly one of { "id": 17 }, { "external_id": "…" }, { "email": "…" }.',
  );

function instantOf(given: unknown): string {
  if (typeof given !== 'string' || !isIsoInstant(given))
    throw new EventFault(
      'invalid_occurred_at',
      'occurred_at is an ISO 8601 instant with a time zone, such as 2026-11-22T10:00:00Z.',
    );
  return new Date(given).toISOString();
}

function propertiesOf(given: unknown): Record<string, JsonValue> {
  if (given === undefined || given === null) return {};
  if (!isObject(given)) throw new EventFault('invalid_properties', 'properties is an object.');
  for (const name of Object.keys(given)) nameOf(name, 'invalid_properties', 'The name of a property');
  try {
    return storedJson(given) as Record<string, JsonValue>;
  } catch (error) {
    throw new EventFault('invalid_properties', `properties ${(error as Error).message}.`);
  }
}

function nameOf(given: unknown, code: string, what: string): string {
  if (typeof given !== 'string' || !isStorable(given) || given.trim() === '' || given.length > LONGEST_NAME)
    throw new EventFault(code, `${what} is text of 1 to ${LONGEST_NAME} characters.`);
  return storedForm(given);
}

function keyOf(given: unknown): string | null {
  if (given === undefined || given === null) return null;
  if (typeof given !== 'string' || !isStorable(given) || given === '' || given.length > LONGEST_KEY)
    throw new EventFault('invalid_key', `key is text of 1 to ${LONGEST_KEY} characters.`);
  return given.normalize('NFC');
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
