import { type MatchContext, matchRule, operatorsOf, type Person, type Rule } from 'nest-targeting/rules';

/** By kind of rule, whether it has held for someone, and has not held for someone. */
export class Outcomes {
  private readonly seen = new Map<string, Set<boolean>>();

  /** Notes the leaves of a rule, each for itself. */
  note(rule: Rule, people: readonly Person[], context: MatchContext): void {
    if (rule.kind === 'group') return rule.rules.forEach((child) => this.note(child, people, context));
    const name = nameOf(rule);
    const found = this.seen.get(name) ?? new Set();
    this.seen.set(name, found);
    for (const person of people) {
      if (found.size === 2) return;
      found.add(matchRule(rule, person, context));
    }
  }

  /** Kinds of rules that were always true, always false, or never there. */
  onesided(): string[] {
    return everyKind().filter((name) => this.seen.get(name)?.size !== 2);
  }
}

function everyKind(): string[] {
  const operators = Object.entries(operatorsOf).flatMap(([type, ofType]) =>
    ofType.flatMap(({ name, comparesFields }) => [
      `${type} ${name}`,
      ...(comparesFields ? [`${type} ${name} field`] : []),
    ]),
  );
  const aggregates = ['sum', 'avg', 'min', 'max', 'count_distinct'].map((name) => `aggregate ${name}`);
  const references = ['segment', 'list', 'contacted', 'sample'].flatMap((kind) => [kind, `${kind} not`]);
  return [
    ...operators,
    ...aggregates,
    ...references,
    'any',
    'none',
    'first',
    'last',
    'count',
    'then',
    'then not',
  ];
}

function nameOf(rule: Exclude<Rule, { kind: 'group' }>): string {
  switch (rule.kind) {
    case 'field':
      return `${rule.field.type} ${rule.operator.name}${rule.otherField ? ' field' : ''}`;
    case 'event': {
      const { question } = rule;
      if (question.kind === 'aggregate') return `aggregate ${question.function}`;
      return question.kind === 'then' && question.negated ? 'then not' : question.kind;
    }
    default:
      return 'negated' in rule && rule.negated ? `${rule.kind} not` : rule.kind;
  }
}
