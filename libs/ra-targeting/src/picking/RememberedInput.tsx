import MailOutlined from '@mui/icons-material/MailOutlined';
import { Box, Typography } from '@mui/material';
import { useState } from 'react';
import { useInput, useTranslate } from 'react-admin';
import { AT_ONCE, MoreRows } from './MoreRows.js';
import { PickedRow } from './PickedRow.js';

/** Addresses that count for whoever has them, now or later. */
export function RememberedInput() {
  const translate = useTranslate();
  const { field } = useInput<{ id: number }>({ source: 'emails', defaultValue: [] });
  const [shown, setShown] = useState(AT_ONCE);
  const emails = (field.value ?? []) as string[];
  if (emails.length === 0) return null;
  return (
    <div>
      <Typography variant="h4" component="h3">
        {translate('targeting.paste.remembered')}
      </Typography>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {emails.slice(0, shown).map((email) => (
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
        <MoreRows hidden={emails.length - shown} onMore={() => setShown(shown + AT_ONCE)} />
      </Box>
    </div>
  );
}
