/** Something odd about what is valid: it can be saved and counted, but hardly means what it says. */
export class WarningResponse {
  /**
   * The rule, or the part of the audience, that it is about.
   * @example conditions.rules[1]
   */
  path: string;
  /**
   * What is odd, for programs: of rules `contradiction`, `never_matches`, `always_matches`, `duplicate_rule`, `redundant_rule`,
   * `double_negation`, `window_without_time`, `matches_nobody`, `matches_everyone`, `nearly_everyone`, `same_as_segment`; of
   * audiences `draft`, `import_running`, `import_failed`, `everyone`, `adds_nobody`, `brings_in_inactive`, `removes_nobody`,
   * `already_removed`, `includes_unsubscribed`, `included_and_excluded`, `nobody_left`.
   * @example removes_nobody
   */
  code: string;
  /**
   * In words: which rule, what is odd, and what to do about it.
   * @example "The segment “Engaged” keeps nobody out. Remove it, or check whether it is the one you mean."
   */
  message: string;
}
