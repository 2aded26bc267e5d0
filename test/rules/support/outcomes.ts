import {
  type EventRule,
  type MatchContext,
  matchRule,
  operatorsOf,
  type Person,
  type Rule,
} from 'nest-targeting/rules';

/** By kind of rule, whether it has held for someone, and has not held for someone. */
export class Outcomes {
  private readonly seen = new Map<string, Set<boolean>>();

  /** Notes the leaves of a rule, each for itself. */
  note(rule: Rule, people: readonly Person[], context: MatchContext): void {
    if (rule.kind === 'group') return rule.rules.forEach((child) => this.note(child, people, context));
    for (const name of kindsOf(rule)) {
      const found = this.seen.get(name) ?? new Set();
      this.seen.set(name, found);
      for (const person of people) if (found.size < 2) found.add(matchRule(rule, person, context));
    }
  }

  /** Kinds of rules that were always true, always false, or never there. */
  onesided(): string[] {
    return everyKind().filter((name) => this.seen.get(name)?.size !== 2);
  }
}

const questions = [
  ...[
    'any',
    'none',
    'first',
    'last',
    'count',
    'then',
    'then not',
    'sum',
    'avg',
    'min',
    'max',
    'count_distinct',
  ],
];

function everyKind(): string[] {
  const operators = Object.entries(operatorsOf).flatMap(([type, ofType]) =>
    ofType.flatMap(({ name, comparesFields }) => [
      `${type} ${name}`,
      ...(comparesFields ? [`${type} ${name} field`] : []),
    ]),
  );
  const events = questions.flatMap((question) => [question, `${question} within`, `${question} where`]);
  const references = ['segment', 'list', 'sample', 'contacted', 'contacted within', 'contacted by campaigns'];
  return [...operators, ...events, ...references.flatMap((kind) => [kind, `${kind} not`])];
}

function kindsOf(rule: Exclude<Rule, { kind: 'group' }>): string[] {
  switch (rule.kind) {
    case 'field':
      return [`${rule.field.type} ${rule.operator.name}${rule.otherField ? ' field' : ''}`];
    case 'event':
      return kindsOfEvent(rule);
    case 'contacted': {
      const parts = [
        'contacted',
        rule.window && 'contacted within',
        rule.campaigns && 'contacted by campaigns',
      ];
      return parts.filter((part) => part !== undefined).map((part) => (rule.negated ? `${part} not` : part));
    }
    default:
      return ['negated' in rule && rule.negated ? `${rule.kind} not` : rule.kind];
  }
}

function kindsOfEvent({ question, window, where }: EventRule): string[] {
  const negated = question.kind === 'then' && question.negated;
  const name = question.kind === 'aggregate' ? question.function : negated ? 'then not' : question.kind;
  return [name, ...(window ? [`${name} within`] : []), ...(where ? [`${name} where`] : [])];
}
