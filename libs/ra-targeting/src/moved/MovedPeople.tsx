import LoginOutlined from '@mui/icons-material/LoginOutlined';
import LogoutOutlined from '@mui/icons-material/LogoutOutlined';
import { Box, Button, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Moved, Movement } from '../data-provider/snapshot-methods.js';
import type { Person } from '../data-provider/types.js';
import { capital } from '../ui/capital.js';
import { useNumber } from '../ui/use-number.js';

interface MovedPeopleProps {
  movement: Movement;
  /** Opens the explanation of a person; left out where there is nothing to explain any more. */
  onExplain?: (person: Person) => void;
}

/** Who came in and who left, side by side, each with the reason. */
export const MovedPeople = ({ movement, onExplain }: MovedPeopleProps) => (
  <Box
    sx={{
      display: 'grid',
      columnGap: 3,
      rowGap: 2,
      gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' },
    }}
  >
    <Side way="entered" count={movement.entered} people={movement.entered_sample} onExplain={onExplain} />
    <Side way="left" count={movement.left} people={movement.left_sample} onExplain={onExplain} />
  </Box>
);

interface SideProps {
  way: 'entered' | 'left';
  count: number;
  people: readonly Moved[];
  onExplain?: (person: Person) => void;
}

function Side({ way, count, people, onExplain }: SideProps) {
  const translate = useTranslate();
  const number = useNumber();
  const Icon = way === 'entered' ? LoginOutlined : LogoutOutlined;
  const color = count === 0 ? 'text.secondary' : way === 'entered' ? 'success.main' : 'error.main';
  const rest = count - people.length;
  return (
    <section>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, color, mb: 0.5 }}>
        <Icon aria-hidden fontSize="small" />
        <Typography variant="h3" component="h4">
          {count === 0
            ? translate(`targeting.moved.${way === 'entered' ? 'nobodyEntered' : 'nobodyLeft'}`)
            : translate(`targeting.moved.${way}`, { count: number(count) })}
        </Typography>
      </Box>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {people.map((person) => (
          <Line key={person.id} person={person} onExplain={onExplain} />
        ))}
      </Box>
      {rest > 0 && (
        <Typography variant="caption" color="textSecondary">
          {translate('targeting.moved.more', { count: number(rest) })}
        </Typography>
      )}
    </section>
  );
}

function Line({ person, onExplain }: { person: Moved; onExplain?: (person: Person) => void }) {
  const translate = useTranslate();
  const name = person.name ?? person.email ?? `#${person.id}`;
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        alignItems: 'flex-start',
        justifyContent: 'space-between',
        gap: 1,
        py: 0.6,
        borderTop: 1,
        borderColor: 'divider',
      }}
    >
      <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        <Typography
          variant="body2"
          sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1, alignItems: 'baseline' }}
        >
          <span style={{ fontWeight: 550 }}>{name}</span>
          {person.name && person.email && (
            <Typography component="span" variant="caption" color="textSecondary">
              {person.email}
            </Typography>
          )}
        </Typography>
        <Typography variant="caption" color="textSecondary" sx={{ display: 'block' }}>
          {capital(person.reason)}
        </Typography>
      </Box>
      {onExplain && (
        <Button
          size="small"
          aria-label={translate('targeting.moved.why', { name })}
          onClick={() => onExplain(person)}
          sx={{ flexShrink: 0 }}
        >
          {translate('targeting.members.why')}
        </Button>
      )}
    </Box>
  );
}
