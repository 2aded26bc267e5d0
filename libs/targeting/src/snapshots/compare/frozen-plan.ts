import { definitionOf } from '../../audiences/audience.dto.js';
import type { View } from '../../host/consistent-read.js';
import { ProblemException } from '../../http/problem.js';
import type { References } from '../../rules/index.js';
import type { Plan } from '../../targets/plan.js';
import { planAudience } from '../../targets/plan-audience.js';
import { ruleOf } from '../../targets/references.js';
import type { InlinedDefinition } from '../inline-definition.js';

/** A plan, or why there can be none any more. */
export type FrozenPlan =
  | { readonly plan: Plan; readonly missing?: undefined }
  | { readonly plan?: undefined; readonly missing: readonly string[] };

/** What a frozen definition asks, by the segments as they were: of what the host knows, and of lists as they are. */
export async function frozenPlan(definition: InlinedDefinition, view: View): Promise<FrozenPlan> {
  const missing = await missingLists(definition, view);
  if (missing.length > 0) return { missing };
  try {
    return { plan: planAudience(definitionOf(definition), view.catalogue, referencesOf(definition, view)) };
  } catch (error) {
    if (!(error instanceof ProblemException)) throw error;
    return { missing: [...new Set(error.errors.map(({ message }) => message))] };
  }
}

/** Whatever has been archived since was not so then. */
function referencesOf({ segments, lists }: InlinedDefinition, { catalogue }: View): References {
  const status = 'active' as const;
  return {
    segments: new Map(
      segments.map((segment) => {
        const { id, name } = segment;
        return [id, { id, name, status, rule: ruleOf(segment, catalogue) }];
      }),
    ),
    lists: new Map(lists.map(({ id, name }) => [id, { id, name, status }])),
  };
}

async function missingLists({ segments, lists }: InlinedDefinition, { manager }: View): Promise<string[]> {
  const rows = await manager.query<{ id: number }[]>(
    'SELECT id FROM targeting.lists WHERE id = ANY($1::integer[])',
    [lists.map(({ id }) => id)],
  );
  const there = new Set(rows.map(({ id }) => id));
  return lists
    .filter(({ id }) => !there.has(id))
    .map(({ id, name }) => {
      const segment = segments.find(({ list_id }) => list_id === id);
      return segment ? `The segment “${segment.name}” is deleted.` : `The list “${name}” is deleted.`;
    });
}
