import { Box, MenuItem, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { type Identifier, useTranslate } from 'react-admin';
import type { Version, Versioned } from '../data-provider/history-types.js';
import { ChangesBetween } from './ChangesBetween.js';

interface DifferencesProps {
  target: Versioned;
  id: Identifier;
  version: number;
  current: number;
  known: readonly Version[];
}

/** What makes a version another than one of the others, which can be chosen: at first the one before it. */
export function Differences({ target, id, version, current, known }: DifferencesProps) {
  const translate = useTranslate();
  const others = known.filter((each) => each.version !== version);
  const before = others.find((each) => each.version < version) ?? others[0];
  const [chosen, setChosen] = useState(before?.version ?? current);
  const nameOf = (number: number) =>
    `${translate('targeting.versions.number', { version: number })}${
      number === current ? ` (${translate('targeting.versions.now')})` : ''
    }`;
  return (
    <Box component="section" aria-label={translate('targeting.versions.differences')}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <Typography variant="h3">{translate('targeting.versions.differences')}</Typography>
        <TextField
          select
          size="small"
          margin="none"
          value={chosen}
          onChange={({ target: { value } }) => setChosen(Number(value))}
          slotProps={{
            select: { SelectDisplayProps: { 'aria-label': translate('targeting.versions.from') } },
          }}
          sx={{ width: 190 }}
        >
          {others.map((each) => (
            <MenuItem key={each.version} value={each.version}>
              {nameOf(each.version)}
            </MenuItem>
          ))}
        </TextField>
      </Box>
      <ChangesBetween target={target} id={id} version={version} against={chosen} />
    </Box>
  );
}
