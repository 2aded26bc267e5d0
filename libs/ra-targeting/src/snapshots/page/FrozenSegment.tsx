import { Typography } from '@mui/material';
import { useMemo } from 'react';
import { useTranslate } from 'react-admin';
import { catalogueOf } from '../../rules/catalogue.js';
import { useFields } from '../../rules/use-fields.js';
import { capital } from '../../ui/capital.js';
import { frozenSentence, type InlinedDefinition } from './frozen-definition.js';

/** A segment with its rules in words, as they were when it was frozen. */
export function FrozenSegment({ id, definition }: { id: number; definition: InlinedDefinition }) {
  const translate = useTranslate();
  const fields = useFields();
  const catalogue = useMemo(() => fields && catalogueOf(fields), [fields]);
  const segment = definition.segments.find((one) => one.id === id);
  if (!segment) return <>{`#${id}`}</>;
  const { name, version } = segment;
  const sentence = () => {
    if (segment.segment_type === 'static') return translate('targeting.snapshots.definition.static');
    const words = catalogue && frozenSentence(segment, definition, catalogue);
    return words === undefined ? JSON.stringify(segment.conditions) : `${capital(words)}.`;
  };
  return (
    <>
      <Typography component="span" variant="body2" sx={{ fontWeight: 550 }}>
        {translate('targeting.snapshots.definition.segment', { name, version })}
      </Typography>
      <Typography variant="body2" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
        {fields && sentence()}
      </Typography>
    </>
  );
}
