import { Box } from '@mui/material';
import { Title, useTranslate } from 'react-admin';
import { Total } from './Total.js';

const reached = { status: 'active', subscribed: 'true' };

/** How many there are of everything. */
export function Dashboard() {
  const translate = useTranslate();
  return (
    <Box sx={{ mt: 3, display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))' }}>
      <Title title={translate('dashboard.title')} />
      <Total resource="customers" label="dashboard.customers" />
      <Total resource="customers" label="dashboard.reach" hint="dashboard.reachHint" filter={reached} />
      <Total resource="segments" label="dashboard.segments" />
      <Total resource="audiences" label="dashboard.audiences" />
    </Box>
  );
}
