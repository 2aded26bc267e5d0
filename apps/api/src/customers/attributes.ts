import { type Fault, unprocessable } from 'nest-targeting';
import type { FieldType } from 'nest-targeting/rules';
import type { EntityManager } from 'typeorm';
import { fits, type JsonValue, storedJson, typeOfJson } from '../catalogue/json-value.js';
import { learnAttributes } from '../catalogue/known-types.js';
import { isStorable } from '../http/stored-text.js';

export const LONGEST_ATTRIBUTE_NAME = 100;

/** Attributes of a request, ready to be merged into those of a customer. */
export interface AttributeChange {
  set: Record<string, JsonValue>;
  cleared: string[];
}

/**
 * Brings attributes into the form in which they are kept; makes new ones known.
 * @throws ProblemException 422 with the path of each attribute that is of another type than it has been so far.
 */
export async function attributeChange(
  given: Record<string, unknown>,
  manager: EntityManager,
): Promise<AttributeChange> {
  const faults: Fault[] = [];
  const cleared: string[] = [];
  const set: [string, JsonValue, FieldType][] = [];
  for (const [rawName, rawValue] of Object.entries(given)) {
    const name = rawName.normalize('NFC');
    const checked = checkAttribute(name, rawValue);
    if ('fault' in checked) faults.push(checked.fault);
    else if (checked.type === null) cleared.push(name);
    else set.push([name, checked.value, checked.type]);
  }
  if (faults.length > 0) throw unprocessable(faults);
  const types = await learnAttributes(manager, new Map(set.map(([name, , type]) => [name, type])));
  const misfits = set.filter(([name, value]) => !fits(value, types.get(name)!));
  if (misfits.length > 0) throw unprocessable(misfits.map(([name]) => misfit(name, types.get(name)!)));
  return { set: Object.fromEntries(set.map(([name, value]) => [name, value])), cleared };
}

type Checked = { fault: Fault } | { value: JsonValue; type: FieldType | null };

function checkAttribute(name: string, given: unknown): Checked {
  const path = `attributes.${name}`;
  if (name.trim() === '' || name.length > LONGEST_ATTRIBUTE_NAME || !isStorable(name))
    return {
      fault: {
        path,
        code: 'invalid_name',
        message: `An attribute's name has 1 to ${LONGEST_ATTRIBUTE_NAME} characters.`,
      },
    };
  if (given === null) return { value: null, type: null };
  try {
    const value = storedJson(given);
    const type = typeOfJson(value);
    if (type) return { value, type };
    return {
      fault: {
        path,
        code: 'invalid_type',
        message: `${path} must be text, a number, true or false, an ISO date, or an array of these.`,
      },
    };
  } catch (error) {
    return { fault: { path, code: 'invalid', message: `${path} ${(error as Error).message}.` } };
  }
}

const misfit = (name: string, type: FieldType): Fault => ({
  path: `attributes.${name}`,
  code: 'wrong_type',
  message: typeFault(name, type),
});

/** What is wrong with a value of another type, and the way out. */
export const typeFault = (name: string, type: FieldType): string =>
  `attributes.${name} is ${aType[type]}, by the first value it ever had. Give such a value, or use another attribute for this one.`;

export const aType: Record<FieldType, string> = {
  text: 'text',
  number: 'a number',
  boolean: 'true or false',
  date: 'an ISO date (2026-11-22 or 2026-11-22T10:00:00Z)',
  array: 'an array',
};
