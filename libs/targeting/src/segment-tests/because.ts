import type { Trace } from '../rules/index.js';

/** So many reasons are named. */
const most = 3;

/** What decides whether somebody is in, by what the rules met: `score is 72`. */
export function because(trace: Trace): string {
  const reasons = [...new Set(decisive(trace).map(inWords))];
  const more = reasons.length - most;
  return [...reasons.slice(0, most), ...(more > 0 ? [`${more} more`] : [])].join(' and ');
}

/** The rules that make the whole what it is: of an AND that fails those that fail, of one that holds all of them. */
function decisive(trace: Trace): Trace[] {
  const { rules, logic, matched, not } = trace;
  if (!rules) return [trace];
  const isHeld = matched !== (not === true);
  const some = rules.filter((rule) => logic === undefined || rule.matched === isHeld);
  return some.flatMap(decisive);
}

const inWords = ({ actualText, text, matched }: Trace): string =>
  actualText ?? `“${text}” ${matched ? 'holds' : 'does not hold'}`;
