import { fold } from 'nest-targeting/rules';
import type { Wire } from './trees.js';

/** Lists whose order says something. */
const inOrder = ['between', 'not_between'];
/** Operators that ignore the case of their texts. */
const ofAnyCase = [
  ...['equals', 'not_equals', 'contains', 'not_contains', 'in', 'not_in', 'has_any', 'has_all', 'has_none'],
  ...['starts_with', 'not_starts_with', 'ends_with', 'not_ends_with'],
];

/** The same rule written differently: other order, other case, other Unicode form. */
export function rewritten(wire: Wire): Wire {
  const entries = Object.entries(wire).reverse();
  return Object.fromEntries(entries.map(([key, value]) => [key, rewrittenPart(key, value, wire)]));
}

function rewrittenPart(key: string, value: unknown, { operator, field }: Wire): unknown {
  if (key === 'rules' && Array.isArray(value))
    return [...value, value[0]].reverse().map((child) => rewritten(child as Wire));
  if (key === 'value' && typeof field === 'string') return rewrittenValue(value, operator as string);
  if (key === 'campaigns' && Array.isArray(value))
    return [...(value as unknown[])].reverse().map((id) => (typeof id === 'number' ? `${id}` : id));
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? rewritten(value as Wire)
    : value;
}

function rewrittenValue(value: unknown, operator: string): unknown {
  const rewrite = ofAnyCase.includes(operator) ? recased : (same: unknown) => same;
  if (Array.isArray(value)) return inOrder.includes(operator) ? value : [...value].reverse().map(rewrite);
  return rewrite(value);
}

function recased(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const others = [...value].map((character) => sameWhenFolded(character, otherCase(character)));
  return sameWhenFolded(value, others.join('').normalize('NFD'));
}

const otherCase = (character: string): string =>
  character === character.toLowerCase() ? character.toUpperCase() : character.toLowerCase();

const sameWhenFolded = (text: string, other: string): string => (fold(other) === fold(text) ? other : text);
