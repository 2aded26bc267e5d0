import { Box, Card, Chip, Skeleton, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useTargeting } from '../data-provider/use-targeting.js';
import { capital } from '../ui/capital.js';
import { Failed } from '../ui/Failed.js';
import { UsageCard } from '../ui/UsageCard.js';
import { type FieldAt, keyOfField } from './field-at.js';
import { FieldValues } from './FieldValues.js';

/** What there is to know about a field: its type, the values there are, and what asks it. */
export function FieldFacts({ at }: { at: FieldAt }) {
  const translate = useTranslate();
  const targeting = useTargeting();
  const { field, event } = at;
  const key = ['fields', keyOfField(at)];
  const {
    data: values,
    error,
    refetch,
  } = useQuery({
    queryKey: [...key, 'values'],
    queryFn: ({ signal }) => targeting.fieldValues(field.name, { event: event?.name, signal }),
  });
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Card sx={{ p: 2.5 }}>
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'baseline', flexWrap: 'wrap' }}>
          <Typography variant="h2" sx={{ overflowWrap: 'anywhere' }}>
            {capital(field.label)}
          </Typography>
          <Chip size="small" variant="outlined" label={translate(`targeting.fields.type.${field.type}`)} />
        </Box>
        <Typography variant="body2" color="textSecondary" sx={{ mb: 2, overflowWrap: 'anywhere' }}>
          {event && `${translate('targeting.fields.event', { event: capital(event.label) })} · `}
          {translate('targeting.fields.technical')}: <code>{field.name}</code>
        </Typography>
        <Typography variant="h3" component="h3" gutterBottom>
          {translate('targeting.fields.values')}
        </Typography>
        <Failed error={error} refetch={refetch} />
        {values && <FieldValues values={values} />}
        {!values && !error && <Skeleton variant="rounded" height={120} />}
      </Card>
      <UsageCard
        queryKey={[...key, 'usage']}
        ask={(signal) => targeting.fieldUsage(field.name, { event: event?.name, signal })}
      />
    </Box>
  );
}
