import { Box, ButtonBase, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Person } from '../data-provider/types.js';

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

function PersonLine({ person, onExplain }: { person: Person; onExplain?: (person: Person) => void }) {
  const translate = useTranslate();
  const { name, email, id } = person;
  const shown = name ?? translate('targeting.preview.nobody');
  const line = (
    <Box component="span" sx={{ display: 'block', minWidth: 0, py: 0.4, textAlign: 'left' }}>
      <Typography component="span" variant="body2" sx={{ display: 'block', lineHeight: 1.35 }}>
        {shown}
      </Typography>
      <Typography component="span" variant="caption" color="textSecondary" noWrap sx={{ display: 'block' }}>
        {email ?? `#${id}`}
      </Typography>
    </Box>
  );
  if (!onExplain) return line;
  return (
    <ButtonBase
      onClick={() => onExplain(person)}
      title={translate('targeting.preview.why', { name: shown })}
      sx={{
        display: 'block',
        width: 1,
        mx: -1,
        px: 1,
        borderRadius: 1,
        '&:hover': { bgcolor: 'action.hover' },
      }}
    >
      {line}
    </ButtonBase>
  );
}
