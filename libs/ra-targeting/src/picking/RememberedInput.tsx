import MailOutlined from '@mui/icons-material/MailOutlined';
import { Box, Typography } from '@mui/material';
import { useInput, useTranslate } from 'react-admin';
import { PickedRow } from './PickedRow.js';

const SHOWN = 100;

/** Addresses that count for whoever has them, now or later. */
export function RememberedInput() {
  const translate = useTranslate();
  const { field } = useInput<{ id: number }>({ source: 'emails', defaultValue: [] });
  const emails = (field.value ?? []) as string[];
  if (emails.length === 0) return null;
  return (
    <div>
      <Typography variant="h4" component="h3">
        {translate('targeting.paste.remembered')}
      </Typography>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {emails.slice(0, SHOWN).map((email) => (
          <PickedRow
            key={email}
            id={email}
            record={{ id: email, name: email }}
            isKnown
            icon={<MailOutlined />}
            kind="targeting.paste.address"
            onRemove={() => field.onChange(emails.filter((one) => one !== email))}
          />
        ))}
        {emails.length > SHOWN && (
          <Box component="li" sx={{ py: 0.75, color: 'text.secondary', fontSize: '0.875rem' }}>
            {translate('targeting.picking.more', { smart_count: emails.length - SHOWN })}
          </Box>
        )}
      </Box>
    </div>
  );
}
