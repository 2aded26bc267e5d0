import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useNumber } from '../ui/use-number.js';
import type { Found } from './use-found.js';

/** What something is called: by its name, else its address, else its id. */
export const nameOf = ({ name, email, id }: Found): string => name || email || `#${id}`;

/** Something that can be picked: its name, what else says which one it is, and how many it has. */
export function FoundOption({ record }: { record: Found }) {
  const translate = useTranslate();
  const number = useNumber();
  const { name, email, customer_count: count, description } = record;
  const below = name && email ? email : description;
  return (
    <Box sx={{ display: 'flex', gap: 2, width: 1, alignItems: 'baseline', minWidth: 0 }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography variant="body2" noWrap>
          {nameOf(record)}
        </Typography>
        {below && (
          <Typography variant="caption" color="textSecondary" noWrap sx={{ display: 'block' }}>
            {below}
          </Typography>
        )}
      </Box>
      {count !== undefined && (
        <Typography variant="body2" color="textSecondary">
          {count === null ? translate('targeting.count.unknown') : number(count)}
        </Typography>
      )}
    </Box>
  );
}
