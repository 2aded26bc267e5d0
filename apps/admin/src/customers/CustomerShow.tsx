import { Box, Card, Typography } from '@mui/material';
import { EditButton, Show, TopToolbar, useRecordContext, useTranslate } from 'react-admin';
import { type Customer } from './customer.js';
import { CustomerFacts } from './CustomerFacts.js';
import { Memberships } from './Memberships.js';
import { Timeline } from './Timeline.js';

export default function CustomerShow() {
  return (
    <Show component="div" actions={<Actions />}>
      <CustomerPage />
    </Show>
  );
}

const Actions = () => (
  <TopToolbar>
    <EditButton />
  </TopToolbar>
);

/** What is known of a customer, what they did, and what they are in. */
function CustomerPage() {
  const customer = useRecordContext<Customer>();
  const translate = useTranslate();
  if (!customer) return null;
  return (
    <>
      <Typography variant="h1" component="h2">
        {customer.name ?? customer.email ?? `#${customer.id}`}
      </Typography>
      <Typography color="textSecondary" sx={{ mb: 2, overflowWrap: 'anywhere' }}>
        {customer.name && customer.email}
      </Typography>
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '300px minmax(0, 1fr)' },
        }}
      >
        <Box sx={{ display: 'grid', gap: 2 }}>
          <CustomerFacts customer={customer} />
          <Memberships customer={customer} />
        </Box>
        <Card sx={{ p: 2.5 }}>
          <Typography variant="h2" sx={{ mb: 1 }}>
            {translate('customers.timeline')}
          </Typography>
          <Timeline id={customer.id} />
        </Card>
      </Box>
    </>
  );
}
