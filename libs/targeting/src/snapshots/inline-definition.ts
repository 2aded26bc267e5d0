import { mapDefinition } from '../audiences/audience.dto.js';
import type { AudienceDefinition } from '../audiences/audience.entity.js';
import type { View } from '../host/consistent-read.js';
import { idsOf, loadReferences } from '../targets/references.js';

interface InlinedSegment {
  id: number;
  name: string;
  version: number;
  segment_type: string;
  conditions: object | null;
  list_id: number | null;
}

/** An audience as it is frozen: with the segments (and their versions) and lists that it refers to at any depth. */
export async function inlineDefinition(audience: AudienceDefinition, view: View): Promise<object> {
  const { segments, lists } = await loadReferences(idsOf(audience), view.catalogue, view.manager);
  const inlined = await view.manager.query<InlinedSegment[]>(
    `SELECT id, name, version, segment_type, conditions, list_id FROM targeting.segments WHERE id = ANY($1::integer[]) ORDER BY id`,
    [[...segments.keys()]],
  );
  return {
    ...mapDefinition(audience),
    as_of: new Date(view.moment.now).toISOString(),
    time_zone: view.moment.timeZone,
    segments: inlined,
    lists: [...lists.values()].map(({ id, name }) => ({ id, name })),
  };
}
