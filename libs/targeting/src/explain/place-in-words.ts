/** A source or an exclusion, as far as it is named in a sentence. */
export interface NamedPart {
  readonly kind: string;
  readonly name?: string;
  /** The rule in words. */
  readonly text?: string;
}

/** @example "Brought in by the segment “VIP customers”." */
export const broughtInBy = (parts: readonly NamedPart[]): string =>
  `Brought in by ${parts.map((part) => words[part.kind]!(part)).join(' and ')}.`;

/** @example "Kept out: unsubscribed." */
export const keptOutBy = (part: NamedPart): string => `Kept out: ${words[part.kind]!(part)}.`;

export const broughtInByNothing = 'Nothing brings them in.';

const words: Record<string, (part: NamedPart) => string> = {
  all: () => 'being an active customer',
  // Rules that are not saved have no name.
  segment: ({ name }) => (name === undefined ? 'these rules' : `the segment “${name}”`),
  list: ({ name }) => `the list “${name}”`,
  customers: () => 'the customers picked by hand',
  unsubscribed: () => 'unsubscribed',
  contacted: ({ text }) => text!,
};
