import { Box, Chip, Typography } from '@mui/material';
import { type Identifier, useTranslate } from 'react-admin';
import { NamedChips } from '../ui/NamedChips.js';

/** More names are only counted. */
const SHOWN = 20;

/** Whom a version of a list or a fixed segment held that were picked by hand; those of files are in none. */
export function PickedThen({ definition }: { definition: Record<string, unknown> }) {
  const translate = useTranslate();
  const { customers, emails = [] } = definition as { customers?: Identifier[]; emails?: string[] };
  if (!customers)
    return <Typography variant="body2">{translate('targeting.versions.tooManyPicked')}</Typography>;
  const count = customers.length + emails.length;
  const names = customers.slice(0, SHOWN);
  const addresses = emails.slice(0, SHOWN - names.length);
  const more = count - names.length - addresses.length;
  return (
    <>
      <Typography variant="body2" sx={{ mb: 0.75 }}>
        {translate('targeting.versions.picked', { smart_count: count })}
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
        <NamedChips resource="customers" ids={names} />
        {addresses.map((address) => (
          <Chip key={address} size="small" variant="outlined" label={address} />
        ))}
      </Box>
      {more > 0 && (
        <Typography variant="caption" color="textSecondary">
          {translate('targeting.picking.more', { smart_count: more })}
        </Typography>
      )}
    </>
  );
}
