import type { Rule } from './tree.js';

/** What segments, lists and campaigns are called. */
export interface Names {
  readonly segments: ReadonlyMap<number, string>;
  readonly lists: ReadonlyMap<number, string>;
  readonly campaigns?: ReadonlyMap<string, string>;
}

/**
 * The rule with the names of what it refers to, as far as they are known: for saying it in words. Unlike `link` it takes a
 * rule that has lost what it referred to.
 */
export function nameReferences(rule: Rule, names: Names): Rule {
  switch (rule.kind) {
    case 'group':
      return { ...rule, rules: rule.rules.map((child) => nameReferences(child, names)) };
    case 'segment':
      return withName(rule, names.segments.get(rule.id));
    case 'list':
      return withName(rule, names.lists.get(rule.id));
    case 'contacted':
      return names.campaigns ? { ...rule, names: names.campaigns } : rule;
    default:
      return rule;
  }
}

const withName = <R extends Rule>(rule: R, name: string | undefined): R =>
  name === undefined ? rule : { ...rule, name };
