import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Person } from '../data-provider/types.js';
import { PersonLine } from './PersonLine.js';

interface SampleProps {
  people: readonly Person[];
  onExplain?: (person: Person) => void;
}

/** Ten of those who are found; each can be asked about. */
export function Sample({ people, onExplain }: SampleProps) {
  const translate = useTranslate();
  return (
    <>
      <Typography variant="overline" component="h3" color="textSecondary">
        {translate('targeting.preview.sample')}
      </Typography>
      {people.length === 0 && <Typography variant="body2">{translate('targeting.preview.empty')}</Typography>}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {people.map((person) => (
          <li key={person.id}>
            <PersonLine person={person} onExplain={onExplain} />
          </li>
        ))}
      </Box>
    </>
  );
}
