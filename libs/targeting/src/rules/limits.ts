/** Bounds of a rule tree, so that no request can cost without limit. */
export interface RuleLimits {
  /** Levels of nested groups; after segments are put in place of their references, five times as many. */
  readonly depth: number;
  /** Rules of one tree; after segments are put in place of their references, ten times as many. */
  readonly rules: number;
  /** Values of one `in`. */
  readonly values: number;
  /** Characters of one text value. */
  readonly text: number;
  /** Characters of a regular expression. */
  readonly pattern: number;
}

export const defaultLimits: RuleLimits = {
  depth: 100,
  rules: 2_000,
  values: 10_000,
  text: 1_000,
  pattern: 200,
};
