/** One fault of a rule tree, with the path to it. */
export interface RuleFault {
  /** e.g. `conditions.rules[1].value` */
  readonly path: string;
  /** Stable machine-readable code, e.g. `unknown_field`. */
  readonly code: string;
  readonly message: string;
}

/** A rule tree is not valid. Holds every fault found, never only the first. */
export class RuleError extends Error {
  override readonly name = 'RuleError';

  constructor(readonly faults: readonly RuleFault[]) {
    super(faults.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  }
}

export const fault = (path: string, code: string, message: string): RuleError =>
  new RuleError([{ path, code, message }]);

/** Runs every task and gives all results, or throws the faults of all of them together. */
export function collect<const T extends readonly (() => unknown)[]>(
  tasks: T,
): { -readonly [K in keyof T]: ReturnType<T[K]> } {
  const results: unknown[] = [];
  const faults: RuleFault[] = [];
  for (const task of tasks) {
    try {
      results.push(task());
    } catch (error) {
      if (!(error instanceof RuleError)) throw error;
      faults.push(...error.faults);
    }
  }
  if (faults.length > 0) throw new RuleError(faults);
  return results as { -readonly [K in keyof T]: ReturnType<T[K]> };
}
