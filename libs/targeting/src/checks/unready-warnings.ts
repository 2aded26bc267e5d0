import type { AudienceDefinition } from '../audiences/audience.entity.js';
import { type Unfinished, unfinishedInWords } from '../lists/imports/unfinished.js';
import { type ListDefinition, referencesOf, RuleError } from '../rules/index.js';
import type { LoadedReferences } from '../targets/references.js';
import type { WarningResponse } from './warning.dto.js';

type Kind = 'segment' | 'list';
type Referred = ListDefinition & { readonly kind: Kind; readonly unfinished: Unfinished | null };

/** What an audience refers to, at any depth, that can be counted while a send would be refused: drafts, and lists whose file is not read. */
export function unreadyWarnings(
  definition: AudienceDefinition,
  references: LoadedReferences,
): WarningResponse[] {
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
      return all.flatMap((each) => [
        ...(each.status === 'draft' ? [{ path, code: 'draft', message: draftInWords(each, all[0]!) }] : []),
        ...importWarnings(each, path),
      ]);
    }),
  );
}

function importWarnings({ name, unfinished }: Referred, path: string): WarningResponse[] {
  if (!unfinished) return [];
  return [{ path, code: `import_${unfinished}`, message: unfinishedInWords(name, unfinished) }];
}

function draftInWords(draft: Referred, by: Referred): string {
  const subject =
    draft === by
      ? `The ${draft.kind} “${draft.name}” is a draft`
      : `The ${by.kind} “${by.name}” refers to the ${draft.kind} “${draft.name}”, which is a draft`;
  return `${subject}: it can be counted, but not sent to. Activate it, or take it out.`;
}

/** What is named, and what it refers to in turn; each once. */
function within(kind: Kind, id: number, references: LoadedReferences, seen = new Set<string>()): Referred[] {
  const segment = kind === 'segment' ? references.segments.get(id) : undefined;
  const list = kind === 'list' ? references.lists.get(id) : undefined;
  const found = segment ?? list;
  if (!found || seen.has(`${kind} ${id}`)) return [];
  seen.add(`${kind} ${id}`);
  const self = { kind, id, name: found.name, status: found.status, unfinished: list?.unfinished ?? null };
  if (!segment || segment.rule instanceof RuleError) return [self];
  const { segments, lists } = referencesOf(segment.rule);
  return [
    self,
    ...segments.flatMap((each) => within('segment', each, references, seen)),
    ...lists.flatMap((each) => within('list', each, references, seen)),
  ];
}
