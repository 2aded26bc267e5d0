import type { FieldInfo, Fields } from '../data-provider/types.js';

/** A field of customers, or a property of an event. */
export interface FieldAt {
  field: FieldInfo;
  event?: { name: string; label: string };
}

/** All there are: first those of customers, then event by event. */
export const allFields = ({ fields, events }: Fields): FieldAt[] => [
  ...fields.map((field) => ({ field })),
  ...events.flatMap(({ name, label, properties }) =>
    properties.map((field) => ({ field, event: { name, label } })),
  ),
];

export const keyOfField = ({ field, event }: FieldAt): string => `${event?.name ?? ''}/${field.name}`;

export const isCalled = ({ field, event }: FieldAt, text: string): boolean =>
  [field.name, field.label, event?.name, event?.label].some((name) =>
    name?.toLowerCase().includes(text.trim().toLowerCase()),
  );
