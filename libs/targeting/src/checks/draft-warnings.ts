import type { AudienceDefinition } from '../audiences/audience.entity.js';
import { type ListDefinition, type References, referencesOf, RuleError } from '../rules/index.js';
import type { WarningResponse } from './warning.dto.js';

type Kind = 'segment' | 'list';
type Referred = Pick<ListDefinition, 'id' | 'name' | 'status'> & { readonly kind: Kind };

/** Drafts that an audience refers to, at any depth: they are counted, but a send would be refused. */
export function draftWarnings(definition: AudienceDefinition, references: References): WarningResponse[] {
  const named = [
    ['include_segments', 'segment', definition.includeSegments],
    ['exclude_segments', 'segment', definition.excludeSegments],
    ['include_lists', 'list', definition.includeLists],
    ['exclude_lists', 'list', definition.excludeLists],
  ] as const;
  return named.flatMap(([part, kind, ids]) =>
    ids.flatMap((id, index) => {
      const all = within(kind, id, references);
      const path = `${part}[${index}]`;
      return all
        .filter(({ status }) => status === 'draft')
        .map((draft) => ({ path, code: 'draft', message: messageOf(draft, all[0]!) }));
    }),
  );
}

function messageOf(draft: Referred, by: Referred): string {
  const subject =
    draft === by
      ? `The ${draft.kind} “${draft.name}” is a draft`
      : `The ${by.kind} “${by.name}” refers to the ${draft.kind} “${draft.name}”, which is a draft`;
  return `${subject}: it can be counted, but not sent to. Activate it, or take it out.`;
}

/** What is named, and what it refers to in turn; each once. */
function within(kind: Kind, id: number, references: References, seen = new Set<string>()): Referred[] {
  const segment = kind === 'segment' ? references.segments.get(id) : undefined;
  const found = kind === 'segment' ? segment : references.lists.get(id);
  if (!found || seen.has(`${kind} ${id}`)) return [];
  seen.add(`${kind} ${id}`);
  const self = { kind, id, name: found.name, status: found.status };
  if (!segment || segment.rule instanceof RuleError) return [self];
  const { segments, lists } = referencesOf(segment.rule);
  return [
    self,
    ...segments.flatMap((each) => within('segment', each, references, seen)),
    ...lists.flatMap((each) => within('list', each, references, seen)),
  ];
}
