import type { Span } from '../span.js';
import type { Fact } from './facts.js';
import { atLeast, intersection, isEmpty, type Ranges } from './ranges.js';

/** Whether numbers of the same events in several windows can go together: a window that lies in another has no more of them. */
export function agreesInCounts(facts: readonly Fact[]): boolean {
  const counts = facts.filter(({ counted }) => counted);
  return counts.every((inner) =>
    counts.every(
      (outer) =>
        inner === outer ||
        inner.family !== outer.family ||
        !liesIn(inner.counted!.span, outer.counted!.span) ||
        canBeAtMost(inner.set.kinds[0]!, outer.set.kinds[0]!),
    ),
  );
}

/** Some number of the one is not above every number of the other. */
function canBeAtMost(inner: Ranges, outer: Ranges): boolean {
  const least = leastOf(inner);
  return least === undefined || !isEmpty(intersection(outer, atLeast(least)));
}

/** Numbers of events begin at none. */
const leastOf = ({ cuts }: Ranges) => cuts[0]?.value;

function liesIn(inner: Span | undefined, outer: Span | undefined): boolean {
  if (!outer) return true;
  if (!inner) return false;
  const startsIn = outer.from === undefined || (inner.from !== undefined && inner.from >= outer.from);
  const endsIn = outer.to === undefined || (inner.to !== undefined && inner.to <= outer.to);
  return startsIn && endsIn;
}
