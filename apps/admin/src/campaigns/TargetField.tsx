import type { Campaign } from 'ra-targeting';
import { ReferenceField, useRecordContext } from 'react-admin';

/** The segment or the audience that a campaign goes to. */
export function TargetField(_: { label?: string; source?: string }) {
  const campaign = useRecordContext<Campaign>();
  if (!campaign) return null;
  return campaign.segment_id === null ? (
    <ReferenceField source="audience_id" reference="audiences" link={false} />
  ) : (
    <ReferenceField source="segment_id" reference="segments" link={false} />
  );
}
