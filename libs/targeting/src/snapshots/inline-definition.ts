import { mapDefinition } from '../audiences/audience.dto.js';
import type { AudienceDefinition } from '../audiences/audience.entity.js';
import type { View } from '../host/consistent-read.js';
import { idsOf, loadReferences, type SegmentRow } from '../targets/references.js';

/** A segment that an audience refers to, as it was. */
export interface InlinedSegment extends Omit<SegmentRow, 'status'> {
  version: number;
  segment_type: string;
}

/** An audience as it is frozen: with the segments (and their versions) and lists that it refers to at any depth. */
export interface InlinedDefinition extends ReturnType<typeof mapDefinition> {
  as_of: string;
  time_zone: string;
  /** The campaign whose own contacts did not count. Snapshots taken by earlier versions do not say it. */
  campaign_id?: string | null;
  segments: InlinedSegment[];
  lists: { id: number; name: string }[];
}

/** @param campaignId whose own contacts do not count */
export async function inlineDefinition(
  audience: AudienceDefinition,
  view: View,
  campaignId?: string,
): Promise<InlinedDefinition> {
  const { segments, lists } = await loadReferences(idsOf(audience), view);
  const inlined = await view.manager.query<InlinedSegment[]>(
    `SELECT id, name, version, segment_type, conditions, list_id FROM targeting.segments WHERE id = ANY($1::integer[]) ORDER BY id`,
    [[...segments.keys()]],
  );
  return {
    ...mapDefinition(audience),
    as_of: new Date(view.moment.now).toISOString(),
    time_zone: view.moment.timeZone,
    campaign_id: campaignId ?? null,
    segments: inlined,
    lists: [...lists.values()].map(({ id, name }) => ({ id, name })),
  };
}
