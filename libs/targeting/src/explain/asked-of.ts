import type { EventType, Field, Rule } from '../rules/index.js';

/** What linked rules ask of a customer, at any depth. */
export function askedOf(rules: readonly Rule[]): { fields: Field[]; events: EventType[]; lists: number[] } {
  const fields = new Map<string, Field>();
  const events = new Map<string, EventType>();
  const lists = new Set<number>();

  function visit(rule: Rule): void {
    switch (rule.kind) {
      case 'group':
        return rule.rules.forEach(visit);
      case 'field':
        fields.set(rule.field.name, rule.field);
        if (rule.otherField) fields.set(rule.otherField.name, rule.otherField);
        return;
      case 'event':
        events.set(rule.event.name, rule.event);
        if (rule.question.kind === 'then')
          events.set(rule.question.next.event.name, rule.question.next.event);
        return;
      case 'segment':
        return rule.target && visit(rule.target.rule);
      case 'list':
        lists.add(rule.id);
        return;
      default:
        return;
    }
  }

  rules.forEach(visit);
  return { fields: [...fields.values()], events: [...events.values()], lists: [...lists] };
}
