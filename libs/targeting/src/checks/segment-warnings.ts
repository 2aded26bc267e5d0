import { describeRule, type Group, type Moment, type Rule } from '../rules/index.js';
import { isNegation } from '../rules/checks/double-negation.js';
import { withoutShell } from '../rules/describe.js';
import type { RuleCounts } from '../segments/rule-counts.js';
import { rememberedChecks } from './remembered-checks.js';
import type { WarningResponse } from './warning.dto.js';

/** Whoever a negation lets in beside others is nearly everyone from this share on. */
const nearly = 0.95;

/**
 * What is odd about a tree: by itself, and by the numbers of its preview.
 * @param known what has been found out about it by asking
 */
export function segmentWarnings(
  tree: Group,
  counts: RuleCounts,
  moment: Moment,
  known: readonly WarningResponse[] = [],
): WarningResponse[] {
  const certain = [...rememberedChecks(tree, moment), ...known];
  if (counts.total === 0) return certain;
  const said = certain.map(({ path }) => path);
  const counted = new CountedTree(counts, moment, said).of(tree);
  return [...certain, ...counted];
}

class CountedTree {
  private readonly counted: ReadonlyMap<string, number>;

  constructor(
    private readonly counts: RuleCounts,
    private readonly moment: Moment,
    /** Of these rules, and of those around them, something more exact is said. */
    private readonly said: readonly string[],
  ) {
    this.counted = new Map(counts.rules.map(({ path, count }) => [path, count]));
  }

  of(tree: Group): WarningResponse[] {
    const inside = this.inside(tree);
    const isSaid = [...this.said, ...inside.map(({ path }) => path)].length > 0;
    if (isSaid || withoutShell(tree) !== tree) return inside;
    return this.extreme(tree, this.counts.count);
  }

  private inside(group: Group): WarningResponse[] {
    return group.rules.flatMap((rule) => {
      const deeper = rule.kind === 'group' ? this.inside(rule) : [];
      if (withoutShell(rule) !== rule || deeper.length > 0 || this.isSaid(rule)) return deeper;
      const count = this.counted.get(rule.path)!;
      return isWidening(rule, group) && count >= nearly * this.counts.total
        ? [this.nearlyEveryone(rule, count)]
        : this.extreme(rule, count);
    });
  }

  private isSaid({ path }: Rule): boolean {
    return this.said.some((said) => said === path || said.startsWith(`${path}.`));
  }

  /** Nobody, or everybody. */
  private extreme(rule: Rule, count: number): WarningResponse[] {
    const words = this.words(rule);
    if (count === 0) {
      const message =
        rule.kind === 'group' && !rule.not && rule.logic === 'AND'
          ? `Nobody fits all of ${words} now. Look at the running totals for the rule that leaves nobody, and change it.`
          : `Nobody fits ${words} now. Check its value, or remove it.`;
      return [{ path: rule.path, code: 'matches_nobody', message }];
    }
    if (count < this.counts.total) return [];
    const message = `Everybody fits ${words} now, so it tells nobody apart. Check its value, or remove it.`;
    return [{ path: rule.path, code: 'matches_everyone', message }];
  }

  private nearlyEveryone(rule: Rule, count: number): WarningResponse {
    const { total } = this.counts;
    const message =
      `${this.words(rule)} says who is not meant, but under OR it lets in ${count} of ${total} customers. ` +
      `Join it with AND, or ask for those you mean.`;
    return { path: rule.path, code: 'nearly_everyone', message };
  }

  private words(rule: Rule): string {
    return `‘${describeRule(rule, this.moment)}’`;
  }
}

/** A negation beside other rules under OR. */
const isWidening = (rule: Rule, { logic, not, rules }: Group): boolean =>
  logic === 'OR' && !not && rules.length > 1 && isNegation(rule);
