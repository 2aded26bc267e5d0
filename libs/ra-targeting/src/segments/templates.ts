import { type Catalogue, parseRule, RuleError } from 'nest-targeting/rules';
import type { Fields } from '../data-provider/types.js';
import type { WireGroup, WireRule } from '../rules/tree/wire.js';

export interface Template {
  /** Its messages are below `targeting.segments.templates`. */
  id: string;
  conditions: WireGroup;
}

const all = (...rules: WireRule[]): WireGroup => ({ logic: 'AND', rules });
const days = (last: number) => ({ last, unit: 'day' });
const birthday = /birth|born/i;

/** Beginnings for the segments that most have; of them, those that the fields of this host allow. */
export function templatesFor({ fields }: Fields, catalogue: Catalogue): Template[] {
  const born = fields.find(({ name, type }) => type === 'date' && birthday.test(name))?.name ?? '';
  const templates: Template[] = [
    { id: 'vip', conditions: all({ field: 'score', operator: 'greater_than', value: 80 }) },
    { id: 'recent', conditions: all({ event: 'purchase', operator: 'did', within: days(30) }) },
    {
      id: 'lapsed',
      conditions: all(
        { event: 'purchase', operator: 'did' },
        { event: 'purchase', operator: 'did_not', within: days(90) },
      ),
    },
    {
      id: 'newsletter',
      conditions: all(
        { field: 'subscribed', operator: 'is_true' },
        { field: 'status', operator: 'equals', value: 'active' },
      ),
    },
    { id: 'birthday', conditions: all({ field: born, operator: 'anniversary_in', value: 'this_month' }) },
    {
      id: 'cart',
      conditions: all({
        event: 'cart_filled',
        operator: 'did',
        within: days(7),
        then: { event: 'purchase', operator: 'did_not', within: { amount: 2, unit: 'hour' } },
      }),
    },
  ];
  return templates.filter(({ conditions }) => isAllowed(conditions, catalogue));
}

function isAllowed(conditions: WireGroup, catalogue: Catalogue): boolean {
  try {
    parseRule(conditions, catalogue);
    return true;
  } catch (error) {
    if (error instanceof RuleError) return false;
    throw error;
  }
}
