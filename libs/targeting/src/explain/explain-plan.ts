import { Big } from 'big.js';
import { explainRule, type MatchContext, matchRule, type Person, type Trace } from '../rules/index.js';
import { bringsIn, type Exclusion, type Plan, type Source } from '../targets/plan.js';
import type { ExplainedPartResponse, ExplanationResponse, TraceResponse } from './explain.dto.js';
import { broughtInBy, broughtInByNothing, keptOutBy, type NamedPart } from './place-in-words.js';

/** Whether a person is a member, without the reasons. */
export function isMember(plan: Plan, person: Person, context: MatchContext): boolean {
  const matches = ({ rule }: Source | Exclusion) => matchRule(rule, person, context);
  return bringsIn(plan, plan.sources.map(matches)).includes(true) && !plan.exclusions.some(matches);
}

/** Explains a person's place in a plan: which source brings them in, which exclusion keeps them out. */
export function explainPlan(
  plan: Plan,
  person: Person,
  context: MatchContext,
): Omit<ExplanationResponse, 'next_change'> {
  const sources = plan.sources.map((source) => explainPart(source, person, context));
  const excluding = plan.exclusions.map((exclusion) => explainPart(exclusion, person, context));
  const bring = bringsIn(
    plan,
    sources.map(({ matched }) => matched),
  );
  const included = bring.includes(true);
  const excludedBy = included ? excluding.find(({ matched }) => matched) : undefined;
  return {
    member: included && !excludedBy,
    reason: reasonOf(sources, bring, excludedBy),
    sources,
    exclusions: excluding.map((exclusion) => ({ ...exclusion, removed: exclusion === excludedBy })),
  };
}

function explainPart({ kind, id, name, rule }: Source | Exclusion, person: Person, context: MatchContext) {
  const tree = explainRule(rule, person, context);
  return {
    kind,
    ...(id !== undefined && { id }),
    ...(name !== undefined && { name }),
    matched: tree.matched,
    tree: mapTrace(tree),
  };
}

function reasonOf(
  sources: readonly ExplainedPartResponse[],
  bring: readonly boolean[],
  excludedBy: ExplainedPartResponse | undefined,
): string {
  if (excludedBy) return keptOutBy(named(excludedBy));
  const bringing = sources.filter((_, position) => bring[position]);
  if (bringing.length > 0) return broughtInBy(bringing.map(named));
  return sources.some(({ matched }) => matched)
    ? 'In some, but not in all of the segments.'
    : broughtInByNothing;
}

const named = ({ kind, name, tree }: ExplainedPartResponse): NamedPart => ({
  kind,
  ...(name !== undefined && { name }),
  text: tree.text,
});

const mapTrace = ({ path, text, actual, actualText, matched, logic, not, rules }: Trace): TraceResponse => ({
  path,
  text,
  actual: plain(actual),
  actual_text: actualText,
  matched,
  ...(logic && { logic, not: not === true }),
  ...(rules && { rules: rules.map(mapTrace) }),
});

/** Numbers were read without loss; on the wire they are JSON numbers again. */
function plain(value: unknown): unknown {
  if (value instanceof Big) return Number(value);
  return Array.isArray(value) ? value.map(plain) : value;
}
