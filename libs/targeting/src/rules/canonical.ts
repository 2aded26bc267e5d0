import type { EventFilter, EventQuestion, Rule } from './tree.js';

/**
 * The one form of all rules that are written differently and mean the same by form: texts folded, numbers as decimals, lists
 * sorted, groups of one unwrapped, the order within a group indifferent. Equal text means equal rule.
 */
export const canonicalRule = (rule: Rule): string => JSON.stringify(canonical(rule));

function canonical(rule: Rule): unknown {
  switch (rule.kind) {
    case 'group': {
      const rules = [...new Set(rule.rules.map(canonicalRule))]
        .sort()
        .map((text) => JSON.parse(text) as unknown);
      const inner = rules.length === 1 ? rules[0] : [rule.logic, ...rules];
      return rule.not ? ['NOT', inner] : inner;
    }
    case 'field':
      return ['field', rule.field.name, rule.operator.name, rule.test.canonical];
    case 'event':
      return ['event', ...filter(rule), question(rule.question)];
    case 'segment':
      return ['segment', rule.id, rule.negated];
    case 'list':
      return ['list', rule.id, rule.negated];
    case 'contacted':
      return [
        'contacted',
        rule.window?.canonical ?? null,
        rule.campaigns ? [...rule.campaigns].sort() : null,
        rule.negated,
      ];
    case 'sample':
      return ['sample', rule.percent, rule.salt, rule.negated];
    case 'customers':
      return ['customers', ...rule.keys];
    case 'everyone':
      return ['everyone'];
  }
}

const filter = ({ event, window, where }: EventFilter): unknown[] => [
  event.name,
  window?.canonical ?? null,
  where ? canonical(where) : null,
];

function question(asked: EventQuestion): unknown {
  switch (asked.kind) {
    case 'count':
      return ['count', asked.comparison.canonical];
    case 'aggregate':
      return [asked.function, asked.field.name, asked.comparison.canonical];
    case 'then':
      return ['then', asked.negated, ...filter(asked.next), asked.within];
    default:
      return asked.kind;
  }
}
