import type { FieldType } from 'nest-targeting/rules';

/** An operator with its value, and for which values of the field it is to hold. Written by hand from the contract. */
export interface Case {
  readonly operator: string;
  readonly value?: unknown;
  /** The field that stands in place of a value is the second of each pair. */
  readonly pairs?: true;
  readonly yes: readonly unknown[];
  readonly no: readonly unknown[];
}

export type Cases = Record<FieldType, readonly Case[]>;

/** The field has no value. */
export const absent = Symbol('absent');

/** A value, and the one of the field that it is compared with. */
export class Pair {
  constructor(
    readonly value: unknown,
    readonly other: unknown,
  ) {}
}

export const pair = (value: unknown, other: unknown) => new Pair(value, other);
