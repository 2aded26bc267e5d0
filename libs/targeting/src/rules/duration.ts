import type { Input } from './input.js';
import { type Duration, type DurationUnit, durationUnits } from './time.js';

/** A thousand years: beyond it, instants have no common form any more. */
const longest: Record<DurationUnit, number> = {
  minute: 525_600_000,
  hour: 8_760_000,
  day: 365_000,
  week: 52_000,
  month: 12_000,
  year: 1_000,
};

/** Reads `{ "amount": 30, "unit": "day" }`. */
export function parseDuration(
  input: Input,
  units: readonly DurationUnit[] = durationUnits,
  amountKey = 'amount',
): Duration {
  input.object(amountKey, 'unit');
  const unit = input.at('unit').oneOf(units);
  return { amount: input.at(amountKey).wholeNumber(1, longest[unit]), unit };
}

/** `3 days` */
export const durationInWords = ({ amount, unit }: Duration): string =>
  `${amount} ${unit}${amount === 1 ? '' : 's'}`;
