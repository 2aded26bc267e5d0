import { type Moment, startOfMinute } from './time.js';
import type { ContactedRule, EventFilter, EventRule, Rule } from './tree.js';
import { durationInWords } from './duration.js';

/**
 * Says a rule in plain words, with the boundaries that its windows have at the moment. An instant that stands in the rule is
 * said exactly; a boundary that goes on with the clock to the minute, which is enough to read.
 */
export const describeRule = (rule: Rule, { now, timeZone }: Moment): string =>
  sentence(rule, { now: startOfMinute(now), timeZone });

function sentence(rule: Rule, moment: Moment): string {
  switch (rule.kind) {
    case 'group': {
      const inWords = rule.rules.length > 1 ? asPart : sentence;
      const parts = rule.rules.map((child) => inWords(withoutShell(child), moment));
      const text = parts.join(rule.logic === 'AND' ? ' and ' : ' or ');
      return rule.not ? `not (${text})` : text;
    }
    case 'field':
      return `${rule.field.label} ${rule.test.words(moment)}`;
    case 'event':
      return describeEvent(rule, moment);
    case 'segment':
      return `is ${rule.negated ? 'not ' : ''}in segment “${rule.target?.name ?? rule.name ?? rule.id}”`;
    case 'list':
      return `is ${rule.negated ? 'not ' : ''}on list “${rule.name ?? rule.id}”`;
    case 'contacted': {
      const campaigns = rule.campaigns ? ` by campaign ${rule.campaigns.map(nameIn(rule)).join(' or ')}` : '';
      const window = rule.window ? ` ${rule.window.words(moment)}` : '';
      return `was ${rule.negated ? 'not ' : ''}contacted${campaigns}${window}`;
    }
    case 'sample':
      return `is ${rule.negated ? 'not ' : ''}in the ${rule.percent} % sample “${rule.salt}”`;
    case 'customers':
      return `is one of ${rule.keys.length} customers picked by hand`;
    case 'everyone':
      return 'is a customer';
  }
}

/** So that it stays one beside others: what is negated has brackets already. */
function asPart(rule: Rule, moment: Moment): string {
  const text = sentence(rule, moment);
  return rule.kind === 'group' && !rule.not ? `(${text})` : text;
}

const nameIn = (rule: ContactedRule) => (id: string) => {
  const name = rule.names?.get(id);
  return name === undefined ? id : `“${name}”`;
};

/** A group of one rule says what its rule says. */
export function withoutShell(rule: Rule): Rule {
  const isShell = rule.kind === 'group' && !rule.not && rule.rules.length === 1;
  return isShell ? withoutShell(rule.rules[0]!) : rule;
}

function describeEvent(rule: EventRule, moment: Moment): string {
  const subject = `“${rule.event.label}”`;
  const rest = filterInWords(rule, moment);
  const { question } = rule;
  switch (question.kind) {
    case 'any':
      return `did ${subject}${rest}`;
    case 'none':
      return `did not do ${subject}${rest}`;
    case 'first':
      return `did ${subject} for the first time${rest}`;
    case 'last':
      return `did ${subject} for the last time${rest}`;
    case 'count':
      return `did ${subject} ${question.comparison.words()} times${rest}`;
    case 'aggregate':
      return `${aggregates[question.function]} ${question.field.label} of ${subject} is ${question.comparison.words()}${rest}`;
    case 'then': {
      const next = `“${question.next.event.label}”${filterInWords(question.next, moment)}`;
      const within = `within ${durationInWords(question.within)}`;
      return `did ${subject}${rest}, then ${question.negated ? 'did not do' : 'did'} ${next} ${within}`;
    }
  }
}

export const aggregates = {
  sum: 'total',
  avg: 'average',
  min: 'lowest',
  max: 'highest',
  count_distinct: 'number of different',
};

const filterInWords = ({ window, where }: EventFilter, moment: Moment): string =>
  (window ? ` ${window.words(moment)}` : '') + (where ? ` where ${asPart(withoutShell(where), moment)}` : '');
