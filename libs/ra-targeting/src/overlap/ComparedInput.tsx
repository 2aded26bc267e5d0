import { Box, Chip, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Picker } from '../picking/Picker.js';
import { MOST } from './limits.js';
import type { Compared } from './UpSetPlot.js';

interface ComparedInputProps {
  segments: readonly Compared[];
  onChange: (ids: number[]) => void;
}

/** Which segments are compared. */
export function ComparedInput({ segments, onChange }: ComparedInputProps) {
  const translate = useTranslate();
  const ids = segments.map(({ id }) => id);
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', mb: 2 }}>
      {segments.map(({ id, name }) => (
        <Chip
          key={id}
          variant="outlined"
          label={name}
          sx={{ maxWidth: 280 }}
          onDelete={() => onChange(ids.filter((one) => one !== id))}
        />
      ))}
      <Box sx={{ flex: '1 1 220px', maxWidth: 320 }}>
        {segments.length < MOST ? (
          <Picker
            resource="segments"
            label="targeting.overlap.add"
            picked={ids}
            filter={{ status: ['active', 'draft'] }}
            onPick={({ id }) => onChange([...ids, Number(id)])}
          />
        ) : (
          <Typography variant="body2" color="textSecondary" sx={{ whiteSpace: { sm: 'nowrap' } }}>
            {translate('targeting.overlap.most', { count: MOST })}
          </Typography>
        )}
      </Box>
    </Box>
  );
}
