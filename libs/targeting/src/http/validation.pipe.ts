import { type ArgumentMetadata, type ValidationError, ValidationPipe } from '@nestjs/common';
import { type EachMust, isEach } from './is-each.js';
import { type Fault, refused, unprocessable } from './problem.js';

/** Levels of a body; a rule tree at its own limit has two a level. */
const mostLevels = 500;

/**
 * Validates bodies and queries against their DTO. A property that the DTO does not know is refused, not dropped:
 * a misspelt `exclude_segment` must never silently widen an audience. Read-only properties that clients send back
 * are marked with `@ReadOnly()` on the DTO and ignored.
 */
export const targetingValidationPipe = () => new TargetingValidationPipe();

class TargetingValidationPipe extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      exceptionFactory: (errors) => unprocessable(errors.flatMap((error) => faultsOf(error, ''))),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // A path segment stays text, for its own pipe to read: `Number` would take `1e3` for an id.
    if (metadata.type === 'param') return value;
    if (metadata.metatype && (value as Validated | undefined)?.[validated] === metadata.metatype)
      return value;
    refuseUnreadable(value);
    const result = (await super.transform(value, metadata)) as unknown;
    if (metadata.type !== 'custom' && isObject(result) && result !== value)
      Object.defineProperty(result, validated, { value: metadata.metatype });
    return result;
  }
}

/**
 * On what a body or a query has become, as which class: the pipe of a controller is given the same again by one that the host has set for
 * all of them, and to validate it takes longer than much of what is asked.
 */
const validated = Symbol('validated');

interface Validated {
  readonly [validated]?: ArgumentMetadata['metatype'];
}

/** Before anything recurses into the value, or drops a part of it. */
function refuseUnreadable(value: unknown): void {
  let level = objectsIn({ body: value }, () => '');
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > mostLevels) throw refused('', 'too_deep', `A body may be nested ${mostLevels} levels deep.`);
    for (const { object, path } of level) refuseReserved(object, path);
    level = level.flatMap(({ object, path }) => objectsIn(object, (name) => pathTo(name, path)));
  }
}

/** Nest drops such properties without a word, since some programs take them for those of a class. */
function refuseReserved(object: object, parent: string): void {
  const name = ['__proto__', 'constructor', 'prototype'].find((each) => Object.hasOwn(object, each));
  if (name) throw refused(pathTo(name, parent), 'reserved', `No property can have the name ${name}.`);
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Long lists hold no objects as a rule, and need no names then. */
const objectsIn = (object: object, pathOf: (name: string) => string) =>
  Object.values(object).some(isObject)
    ? Object.entries(object).flatMap(([name, part]: [string, unknown]) =>
        isObject(part) ? [{ object: part, path: pathOf(name) }] : [],
      )
    : [];

const codes: Record<string, string> = {
  whitelistValidation: 'unknown_property',
  isDefined: 'required',
  isNotEmpty: 'required',
};

function faultsOf(error: ValidationError, parent: string): Fault[] {
  const path = pathTo(error.property, parent);
  const own = Object.entries(error.constraints ?? {}).flatMap(([name, message]) => {
    if (name === isEach) return faultsOfElements(error, path);
    const isUnknown = name === 'whitelistValidation';
    return {
      path,
      code: codes[name] ?? 'invalid',
      message: isUnknown ? `There is no property ${error.property} here.` : message,
    };
  });
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, path))];
}

function faultsOfElements({ value, contexts }: ValidationError, path: string): Fault[] {
  const { is, message } = contexts![isEach] as EachMust;
  return (value as unknown[]).flatMap((element, index) =>
    is(element) ? [] : [{ path: `${path}[${index}]`, code: 'invalid', message }],
  );
}

function pathTo(property: string, parent: string): string {
  if (/^\d+$/.test(property)) return `${parent}[${property}]`;
  return parent ? `${parent}.${property}` : property;
}
