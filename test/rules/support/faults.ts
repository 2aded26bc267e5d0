import { defaultLimits, parseRule, RuleError } from 'nest-targeting/rules';
import { hostCatalogue } from './host.js';

/** `path code` of each fault, in the order in which they are told. */
export function faultsOf(wire: unknown, limits = defaultLimits): string[] {
  try {
    parseRule(wire, hostCatalogue, 'conditions', limits);
    return [];
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    for (const { message } of error.faults) expect(message).toMatch(/^.+[.]$/s);
    return error.faults.map(({ path, code }) => `${path} ${code}`);
  }
}

export const all = (...rules: unknown[]) => ({ logic: 'AND', rules });
export const first = 'conditions.rules[0]';
export const field = (name: string, operator: string, value?: unknown) => ({ field: name, operator, value });
export const event = (more: object) => ({ event: 'purchase', operator: 'did', ...more });
