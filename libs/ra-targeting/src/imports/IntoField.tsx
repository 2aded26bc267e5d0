import { ReferenceField, useRecordContext } from 'react-admin';
import type { ListImport } from '../data-provider/types.js';

/** What a file was brought into: a list, or the fixed segment that a list is behind. */
export function IntoField({ link }: { source?: string; label?: string; link?: boolean }) {
  const record = useRecordContext<ListImport>();
  if (!record) return null;
  const [source, reference] = record.segment_id === null ? ['list_id', 'lists'] : ['segment_id', 'segments'];
  return <ReferenceField source={source} reference={reference} link={link ? 'show' : false} emptyText="–" />;
}
