import type { Fact, TextTest } from './facts.js';
import { pointsOf } from './ranges.js';

/** A test of a text together with its outcome. */
interface Told {
  readonly test: TextTest;
  readonly holds: boolean;
}

/** Whether a text can be what the facts about it and the tests of it say. */
export function agreesInText(facts: readonly Fact[]): boolean {
  const told = facts.flatMap(toldBy);
  return (
    told.length === 0 || (hasFittingText(told, facts) && told.every((one) => agreesWithOthers(one, told)))
  );
}

function toldBy({ text, set }: Fact): Told[] {
  const points = text ? pointsOf(set.kinds[0]!)! : [];
  return points.length === 1 ? [{ test: text!, holds: points[0] === 1 }] : [];
}

/** Of a text that is one of some, one must pass all tests. */
function hasFittingText(told: readonly Told[], facts: readonly Fact[]): boolean {
  return facts.every(({ subject, set }) => {
    const about = told.filter(({ test }) => test.field === subject);
    const texts = about.length > 0 && !set.missing ? pointsOf(set.kinds[0]!) : undefined;
    return (
      !texts || texts.some((text) => about.every(({ test, holds }) => test.holds(text as string) === holds))
    );
  });
}

const agreesWithOthers = ({ test, holds }: Told, told: readonly Told[]): boolean =>
  !holds ||
  told.every(
    (other) =>
      other.test.field !== test.field ||
      (other.holds ? !excludes(test, other.test) : !implies(test, other.test)),
  );

/** Whatever passes the one passes the other. */
function implies(one: TextTest, other: TextTest): boolean {
  if (one.name === other.name && one.value === other.value) return true;
  if (one.name === 'matches') return false;
  if (other.name === 'contains') return one.value.includes(other.value);
  if (one.name !== other.name) return false;
  return one.name === 'starts_with' ? one.value.startsWith(other.value) : one.value.endsWith(other.value);
}

/** Nothing passes both. */
function excludes(one: TextTest, other: TextTest): boolean {
  if (one.name !== other.name) return false;
  if (one.name === 'starts_with')
    return !one.value.startsWith(other.value) && !other.value.startsWith(one.value);
  return one.name === 'ends_with' && !one.value.endsWith(other.value) && !other.value.endsWith(one.value);
}
