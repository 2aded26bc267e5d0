import { Big } from 'big.js';
import { fault, RuleError } from './faults.js';
import { isIsoDay, isIsoInstant } from './iso.js';
import type { RuleLimits } from './limits.js';

/** A value of the request together with its path; reads what it expects, or refuses with the path. */
export class Input {
  constructor(
    readonly value: unknown,
    readonly path: string,
    readonly limits: RuleLimits,
  ) {}

  refuse(code: string, message: string): never {
    throw fault(this.path, code, message);
  }

  /** Absent; null clears a setting and means the same. */
  get absent(): boolean {
    return this.value === undefined || this.value === null;
  }

  at(key: string): Input {
    const value = isObject(this.value) && Object.hasOwn(this.value, key) ? this.value[key] : undefined;
    return new Input(value, `${this.path}.${key}`, this.limits);
  }

  has(key: string): boolean {
    return !this.at(key).absent;
  }

  /** An object, whatever its keys. */
  anyObject(): Record<string, unknown> {
    return isObject(this.value) ? this.value : this.refuse('invalid', 'This must be an object.');
  }

  /** An object with no other than the given keys. */
  object(...keys: string[]): this {
    const unknown = Object.keys(this.anyObject()).filter((key) => !keys.includes(key));
    const message = `Unknown property; expected ${keys.join(', ')}.`;
    if (unknown.length > 0)
      throw new RuleError(
        unknown.map((key) => ({ path: `${this.path}.${key}`, code: 'unknown_property', message })),
      );
    return this;
  }

  items(limit = this.limits.values): Input[] {
    if (!Array.isArray(this.value)) this.refuse('invalid', 'This must be a list.');
    if (this.value.length === 0) this.refuse('empty', 'This list must not be empty.');
    if (this.value.length > limit) this.refuse('too_many', `This list must have at most ${limit} entries.`);
    return this.value.map((item, index) => new Input(item, `${this.path}[${index}]`, this.limits));
  }

  pair(): [Input, Input] {
    if (!Array.isArray(this.value) || this.value.length !== 2)
      this.refuse('invalid', 'This must be [low, high].');
    const [low, high] = this.items();
    return [low!, high!];
  }

  /** Text in NFC. */
  text(limit = this.limits.text): string {
    if (typeof this.value !== 'string') this.refuse('invalid', 'This must be a text.');
    if (this.value.length > limit)
      this.refuse('too_long', `This text must have at most ${limit} characters.`);
    if (this.value.includes('\u0000') || !this.value.isWellFormed())
      this.refuse('invalid', 'This text has a character that cannot be stored.');
    return this.value.normalize('NFC');
  }

  nonEmptyText(limit?: number): string {
    return this.text(limit) || this.refuse('empty', 'This text must not be empty.');
  }

  oneOf<T extends string>(options: readonly T[], code = 'invalid'): T {
    return (
      options.find((option) => option === this.value) ??
      this.refuse(code, `This must be one of ${options.join(', ')}.`)
    );
  }

  boolean(): boolean {
    return typeof this.value === 'boolean'
      ? this.value
      : this.refuse('invalid', 'This must be true or false.');
  }

  number(): Big {
    if (typeof this.value !== 'number' || !Number.isFinite(this.value))
      this.refuse('invalid', 'This must be a number.');
    const number = new Big(this.value);
    if (Math.abs(this.value) > Number.MAX_SAFE_INTEGER || isLargeFraction(number))
      this.refuse('invalid', 'This number is too large to be exact.');
    return number;
  }

  wholeNumber(low: number, high: number): number {
    const { value } = this;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < low || value > high)
      this.refuse('invalid', `This must be a whole number from ${low} to ${high}.`);
    return value;
  }

  /** `2026-11-22` */
  day(): string {
    const text = this.text();
    return isIsoDay(text) ? text : this.refuse('invalid', 'This must be a date such as 2026-11-22.');
  }

  /** A date, or an instant in milliseconds. */
  dayOrInstant(): DateValue {
    const text = this.text();
    if (isIsoDay(text)) return { day: text };
    if (isIsoInstant(text)) return { instant: Date.parse(text) };
    return this.refuse(
      'invalid',
      'This must be a date such as 2026-11-22, or an instant such as 2026-11-22T10:00:00Z.',
    );
  }
}

/** A whole local day, or an instant in milliseconds since 1970. */
export type DateValue = { readonly day: string } | { readonly instant: number };

/**
 * JSON keeps fifteen digits of a number; from the sixteenth on it may be another one than was meant. Below 2^43 that is less than a
 * thousandth, and third parts and the like are common.
 */
const isLargeFraction = (number: Big) =>
  number.c.length > 15 && number.abs().gt(2 ** 43) && !number.round().eq(number);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
