import { Inject, Injectable } from '@nestjs/common';
import type { View } from '../host/consistent-read.js';
import { known } from '../host/known-definitions.js';
import { type Fault, unprocessable } from '../http/problem.js';
import {
  describeRule,
  type Group,
  link,
  nameReferences,
  parseRule,
  type References,
  referencesOf,
  type Rule,
  RuleError,
} from '../rules/index.js';
import { campaignNames } from '../targets/campaign-names.js';
import { unknownCampaigns } from '../targets/check-references.js';
import { loadReferences } from '../targets/references.js';
import { TARGETING_OPTIONS } from '../targeting.module-definition.js';
import type { TargetingOptions } from '../targeting.options.js';
import type { SegmentDefined, SegmentEntity } from './segment.entity.js';

/** Reads the rules of segments: from what a request or the database holds to a linked tree. */
@Injectable()
export class SegmentRules {
  constructor(@Inject(TARGETING_OPTIONS) private readonly options: TargetingOptions) {}

  /**
   * Parses and links a tree.
   * @param id of the segment that it belongs to, if saved: a reference to it would be a cycle
   * @throws ProblemException 422 with the path of every fault
   */
  async read(conditions: unknown, view: View, id?: number): Promise<Group> {
    try {
      const linked = await known(
        view,
        `rules of ${id ?? 'none'}: ${JSON.stringify(conditions)}`,
        async () => {
          const tree = parseRule(conditions, view.catalogue);
          const references = await loadReferences(referencesOf(tree), view);
          return link(tree, references, id === undefined ? [] : [id]) as Group;
        },
      );
      // Campaigns are the host's, who need not tell of them.
      await this.refuseUnknownCampaigns(linked, view);
      return linked;
    } catch (error) {
      throw error instanceof RuleError ? unprocessable([...error.faults]) : error;
    }
  }

  /** The linked rule of a saved segment. @throws ProblemException 422 when it is not valid any more */
  async ofSegment({ id, conditions, listId }: SegmentDefined, view: View): Promise<Rule> {
    if (listId === null) return this.read(conditions, view, id);
    return { kind: 'list', id: listId, negated: false, path: 'customers' };
  }

  /** The rules of each segment in words; what cannot be read any more says so. */
  async summaries(segments: readonly SegmentEntity[], view: View): Promise<string[]> {
    const ids = { segments: segments.map(({ id }) => id), lists: [] };
    const references = await loadReferences(ids, view);
    const rules = segments.map(({ id }) => linkedOrNot(references.segments.get(id)!.rule, references, [id]));
    const asked = rules.flatMap((rule) => (rule instanceof RuleError ? [] : referencesOf(rule).campaigns));
    const campaigns = await campaignNames(asked, this.options.campaigns, view.manager);
    return segments.map(({ listId }, index) => {
      if (listId !== null) return 'A fixed list of customers';
      const rule = rules[index]!;
      return rule instanceof RuleError
        ? 'These rules are not valid any more'
        : describeRule(
            nameReferences(rule, { segments: new Map(), lists: new Map(), campaigns }),
            view.moment,
          );
    });
  }

  /** A reference to each of the segments, linked: a RuleError where that is missing, archived or no longer valid. */
  async referring(
    ids: readonly number[],
    path: (index: number) => string,
    view: View,
  ): Promise<(Rule | RuleError)[]> {
    const references = await loadReferences({ segments: ids, lists: [] }, view);
    return ids.map((id, index) =>
      linkedOrNot({ kind: 'segment', id, negated: false, path: path(index) }, references),
    );
  }

  private async refuseUnknownCampaigns(tree: Rule, view: View): Promise<void> {
    const faults: Fault[] = [];
    for (const { campaigns, path } of contactedRules(tree))
      faults.push(
        ...(await unknownCampaigns(campaigns, `${path}.contacted.campaigns`, this.options.campaigns, view)),
      );
    if (faults.length > 0) throw unprocessable(faults);
  }
}

function linkedOrNot(
  rule: Rule | RuleError,
  references: References,
  within?: readonly number[],
): Rule | RuleError {
  if (rule instanceof RuleError) return rule;
  try {
    return link(rule, references, within);
  } catch (error) {
    if (error instanceof RuleError) return error;
    throw error;
  }
}

function contactedRules(rule: Rule): { campaigns: string[]; path: string }[] {
  if (rule.kind === 'group') return rule.rules.flatMap(contactedRules);
  return rule.kind === 'contacted' && rule.campaigns
    ? [{ campaigns: [...rule.campaigns], path: rule.path }]
    : [];
}
