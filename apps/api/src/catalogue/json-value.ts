import type { FieldType } from 'nest-targeting/rules';
import { isStorable } from '../http/stored-text.js';
import { isIsoDay, isIsoInstant } from 'nest-targeting/rules';

/** A value of JSON data that has a place in rules. */
export type JsonValue = string | number | boolean | JsonValue[] | { [name: string]: JsonValue | null } | null;

const DEEPEST = 32;

/**
 * A copy of JSON data in the form in which it is kept: all text in NFC.
 * @throws Error in words, for what cannot be kept as it is.
 */
export function storedJson(value: unknown, depth = 0): JsonValue {
  if (depth > DEEPEST) throw new Error(`is nested deeper than ${DEEPEST} levels`);
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return finite(value);
  if (typeof value === 'string') return storable(value);
  if (Array.isArray(value)) return value.map((item) => storedJson(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value as object).map(([name, item]) => [storable(name), storedJson(item, depth + 1)]),
  );
}

/** The type of a field that holds this value; null for what no rule can ask: objects, and arrays of anything but scalars. */
export function typeOfJson(value: unknown): FieldType | null {
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'string') return isIsoDay(value) || isIsoInstant(value) ? 'date' : 'text';
  return Array.isArray(value) && value.every(isScalar) ? 'array' : null;
}

/** Whether a field of that type may hold the value. Any text is a text, also one that looks like a date. */
export const fits = (value: unknown, type: FieldType): boolean =>
  type === 'text' ? typeof value === 'string' : typeOfJson(value) === type;

const isScalar = (item: unknown) => ['string', 'number', 'boolean'].includes(typeof item);

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new Error('holds a number out of range');
  return value;
}

function storable(text: string): string {
  if (!isStorable(text)) throw new Error('holds a NUL character or a lone surrogate');
  return text.normalize('NFC');
}
