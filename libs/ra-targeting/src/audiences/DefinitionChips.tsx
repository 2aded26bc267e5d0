import { Box, Chip, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useRecordContext, useTranslate } from 'react-admin';
import type { Audience } from '../data-provider/types.js';
import { NamedChips } from '../ui/NamedChips.js';
import { includesEveryone } from './definition.js';

/** What an audience includes, as chips. */
export function IncludesField(_: { source?: string; label?: string }) {
  const audience = useRecordContext<Audience>();
  const translate = useTranslate();
  if (!audience) return null;
  const { include_customers: customers } = audience;
  const isInAll = audience.include_logic === 'AND' && audience.include_segments.length > 1;
  return (
    <Chips>
      {includesEveryone(audience) && <Chip size="small" label={translate('targeting.audiences.allActive')} />}
      <NamedChips resource="segments" ids={audience.include_segments} />
      {isInAll && <Typography variant="caption">{translate('targeting.audiences.inAll')}</Typography>}
      <NamedChips resource="lists" ids={audience.include_lists} />
      {customers.length > 0 && <Plain text="hand" count={customers.length} />}
    </Chips>
  );
}

/** What an audience leaves out, as chips. */
export function ExcludesField(_: { source?: string; label?: string }) {
  const audience = useRecordContext<Audience>();
  if (!audience) return null;
  const { exclude_contacted_within_days: days, exclude_contacted_in_campaigns: campaigns } = audience;
  return (
    <Chips>
      <NamedChips resource="segments" ids={audience.exclude_segments} />
      {audience.exclude_customers.length > 0 && (
        <Plain text="hand" count={audience.exclude_customers.length} />
      )}
      <NamedChips resource="lists" ids={audience.exclude_lists} />
      {days !== null && <Plain text="contactedDays" count={days} />}
      {campaigns.length > 0 && <Plain text="contactedCampaigns" count={campaigns.length} />}
      {audience.exclude_unsubscribed && <Plain text="unsubscribed" />}
    </Chips>
  );
}

function Plain({ text, count }: { text: string; count?: number }) {
  const translate = useTranslate();
  return (
    <Chip
      size="small"
      variant="outlined"
      label={translate(`targeting.audiences.${text}`, { smart_count: count })}
    />
  );
}

const Chips = ({ children }: { children: ReactNode }) => (
  <Box component="span" sx={{ display: 'inline-flex', flexWrap: 'wrap', gap: 0.5, alignItems: 'center' }}>
    {children}
  </Box>
);
