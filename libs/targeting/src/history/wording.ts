import { Inject, Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import type { View } from '../host/consistent-read.js';
import {
  canonicalRule,
  describeRule,
  diffRules,
  nameReferences,
  type Names,
  parseRule,
  referencesOf,
  type Rule,
  RuleError,
} from '../rules/index.js';
import { TARGETING_OPTIONS } from '../targeting.module-definition.js';
import type { TargetingOptions } from '../targeting.options.js';
import { campaignNames } from '../targets/campaign-names.js';
import { audienceChanges, audienceSummary } from './audience-words.js';
import { type Definition, type DefinitionKind, isPickedByHand } from './definition.js';
import { loadNames } from './names.js';
import { commonChanges, handPickChanges, listOf, otherChanges, pickedAnew } from './setting-words.js';

/** Says definitions of one kind, and what makes one another, in plain words. */
export interface Words {
  summary(definition: Definition): string;
  /** What has changed; empty when nothing has. */
  changes(before: Definition, after: Definition): string[];
}

/** What one saved change was. Where the versions do not show it since they do not hold whom was picked, it was that. */
export function changesInWords(
  kind: DefinitionKind,
  words: Words,
  before: Definition,
  after: Definition,
): string[] {
  const changes = words.changes(before, after);
  const isUntold = changes.length === 0 && isPickedByHand(kind, after) && !after.customers;
  return isUntold ? [pickedAnew] : changes;
}

/** Finds the words for definitions as they are, or were: what they refer to may be gone. */
@Injectable()
export class Wording {
  constructor(@Inject(TARGETING_OPTIONS) private readonly options: TargetingOptions) {}

  /** @param definitions all that will be asked about */
  async of(kind: DefinitionKind, definitions: readonly Definition[], view: View): Promise<Words> {
    if (kind === 'segment') return this.ofSegments(definitions, view);
    if (kind === 'list') return new ListWords();
    const ids = (...settings: string[]) =>
      definitions.flatMap((each) => settings.flatMap((setting) => listOf(each, setting) as number[]));
    const references = {
      segments: ids('include_segments', 'exclude_segments'),
      lists: ids('include_lists', 'exclude_lists'),
      campaigns: ids('exclude_contacted_in_campaigns'),
    };
    return new AudienceWords(await this.names(references, view));
  }

  private async ofSegments(definitions: readonly Definition[], view: View): Promise<Words> {
    const rules = new Map(definitions.map((each) => [each, read(each, view)]));
    const references = [...rules.values()].flatMap((rule) => (rule ? [referencesOf(rule)] : []));
    const all = {
      segments: references.flatMap(({ segments }) => segments),
      lists: references.flatMap(({ lists }) => lists),
      campaigns: references.flatMap(({ campaigns }) => campaigns),
    };
    return new SegmentWords(rules, await this.names(all, view), view);
  }

  /** What campaigns are called, as far as the host still knows them. */
  campaigns(ids: readonly unknown[], { manager }: View): Promise<ReadonlyMap<string, string>> {
    return campaignNames(ids.map(String), this.options.campaigns, manager);
  }

  private async names({ campaigns, ...ids }: References, view: View): Promise<Names> {
    return { ...(await loadNames(ids, view.manager)), campaigns: await this.campaigns(campaigns, view) };
  }
}

interface References {
  segments: readonly number[];
  lists: readonly number[];
  campaigns: readonly unknown[];
}

/** Undefined when it does not parse any more: what it asks for may be gone. */
function read({ conditions }: Definition, { catalogue }: View): Rule | undefined {
  try {
    return conditions ? parseRule(conditions, catalogue) : undefined;
  } catch (error) {
    if (error instanceof RuleError) return undefined;
    throw error;
  }
}

class SegmentWords implements Words {
  constructor(
    private readonly rules: ReadonlyMap<Definition, Rule | undefined>,
    private readonly names: Names,
    private readonly view: View,
  ) {}

  summary(definition: Definition): string {
    if (!definition['conditions']) return 'A fixed list of customers';
    const rule = this.rule(definition);
    return rule ? describeRule(rule, this.view.moment) : 'These rules are not valid any more';
  }

  changes(before: Definition, after: Definition): string[] {
    return [
      ...commonChanges(before, after),
      ...this.ruleChanges(before, after),
      ...handPickChanges(before, after),
      ...otherChanges(before, after),
    ];
  }

  private ruleChanges(before: Definition, after: Definition): string[] {
    if (isDeepStrictEqual(before['conditions'], after['conditions'])) return [];
    const [was, is] = [this.rule(before), this.rule(after)];
    if (!was || !is) return ['Changed: the rules; those of one version are not valid any more'];
    if (canonicalRule(was) === canonicalRule(is))
      return ['Changed: how the rules are written; they mean the same'];
    return diffRules(was, is, this.view.moment);
  }

  private rule(definition: Definition): Rule | undefined {
    const rule = this.rules.get(definition);
    return rule && nameReferences(rule, this.names);
  }
}

class AudienceWords implements Words {
  constructor(private readonly names: Names) {}

  summary = (definition: Definition) => audienceSummary(definition, this.names);

  changes = (before: Definition, after: Definition) => [
    ...commonChanges(before, after),
    ...audienceChanges(before, after, this.names),
  ];
}

class ListWords implements Words {
  summary = () => 'A list of customers';

  changes = (before: Definition, after: Definition) => [
    ...commonChanges(before, after),
    ...handPickChanges(before, after),
  ];
}
