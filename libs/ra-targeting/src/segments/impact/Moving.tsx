import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Impact } from '../../data-provider/history-types.js';
import type { Person } from '../../data-provider/types.js';
import { PersonLine } from '../../preview/PersonLine.js';
import { useNumber } from '../../ui/use-number.js';

/** Of those who come and of those who go. */
const SHOWN = 5;

interface MovingProps {
  impact: Impact;
  onExplain: (person: Person) => void;
}

/** Who comes and who goes: how many, and some of them, each of whom can be asked about. */
export const Moving = ({ impact, onExplain }: MovingProps) => (
  <Box
    sx={{
      display: 'grid',
      gap: 2,
      mt: 2,
      gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))' },
    }}
  >
    <Side
      sign="+"
      count={impact.entering}
      text="entering"
      people={impact.entering_sample.slice(0, SHOWN)}
      onExplain={onExplain}
    />
    <Side
      sign="−"
      count={impact.leaving}
      text="leaving"
      people={impact.leaving_sample.slice(0, SHOWN)}
      onExplain={onExplain}
    />
  </Box>
);

interface SideProps {
  sign: '+' | '−';
  count: number;
  text: 'entering' | 'leaving';
  people: readonly Person[];
  onExplain: (person: Person) => void;
}

function Side({ sign, count, text, people, onExplain }: SideProps) {
  const translate = useTranslate();
  const number = useNumber();
  const color = text === 'entering' ? 'success.main' : 'error.main';
  return (
    <div>
      <Typography variant="h3" sx={{ color: count > 0 ? color : 'text.secondary' }}>
        {translate(`targeting.impact.${text}`, { count: `${count > 0 ? sign : ''}${number(count)}` })}
      </Typography>
      {people.length > 0 && people.length < count && (
        <Typography variant="caption" color="textSecondary">
          {translate('targeting.impact.first', { smart_count: people.length })}
        </Typography>
      )}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, px: 1, mx: -1 }}>
        {people.map((person) => (
          <li key={person.id}>
            <PersonLine person={person} onExplain={onExplain} />
          </li>
        ))}
      </Box>
    </div>
  );
}
