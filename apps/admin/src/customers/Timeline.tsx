import { Box, Button, Typography } from '@mui/material';
import { Failed, instantInFull } from 'ra-targeting';
import { useInfiniteGetList, useLocaleState, useTranslate } from 'react-admin';
import { type CustomerEvent, readable, spaced } from './customer.js';

/** What a customer did, the latest first. */
export function Timeline({ id }: { id: number }) {
  const translate = useTranslate();
  const { data, hasNextPage, fetchNextPage, isFetching, error, refetch } = useInfiniteGetList<CustomerEvent>(
    `customers/${id}/events`,
    { pagination: { page: 1, perPage: 30 }, sort: { field: 'occurred_at', order: 'DESC' } },
  );
  const events = data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <>
      <Failed error={error} refetch={refetch} />
      {data && events.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {translate('customers.noEvents')}
        </Typography>
      )}
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {events.map((event) => (
          <EventLine key={event.id} event={event} />
        ))}
      </Box>
      {hasNextPage && (
        <Button disabled={isFetching} onClick={() => void fetchNextPage()}>
          {translate('customers.moreEvents')}
        </Button>
      )}
    </>
  );
}

function EventLine({ event }: { event: CustomerEvent }) {
  const [locale] = useLocaleState();
  const properties = Object.entries(event.properties)
    .map(([name, value]) => `${name.replaceAll('_', ' ')} ${readable(value)}`)
    .join(' · ');
  return (
    <Box component="li" sx={{ py: 1, borderTop: '1px solid', borderColor: 'divider' }}>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 2, flexWrap: 'wrap' }}>
        <Typography variant="body2" component="span" sx={{ fontWeight: 550 }}>
          {spaced(event.type)}
        </Typography>
        <Typography variant="caption" component="time" color="textSecondary" dateTime={event.occurred_at}>
          {instantInFull(event.occurred_at, locale)}
        </Typography>
      </Box>
      <Typography variant="caption" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
        {properties}
      </Typography>
    </Box>
  );
}
