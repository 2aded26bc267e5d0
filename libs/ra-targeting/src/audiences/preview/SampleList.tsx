import { Box, Link, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Ledger, Member } from '../../data-provider/types.js';
import { SourceChips } from '../../ui/SourceChips.js';

interface SampleListProps {
  people: readonly Member[];
  ledger: Ledger;
  onExplain?: (customerId: number | string) => void;
}

/** Some of those who are in, each with what brought them in. */
export function SampleList({ people, ledger, onExplain }: SampleListProps) {
  const translate = useTranslate();
  if (people.length === 0)
    return (
      <Typography variant="body2" color="textSecondary">
        {translate('targeting.reach.nobody')}
      </Typography>
    );
  return (
    <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {people.map((person) => (
        <Box
          component="li"
          key={person.id}
          sx={{
            py: 0.75,
            borderTop: '1px solid',
            borderColor: 'divider',
            display: 'flex',
            flexWrap: 'wrap',
            columnGap: 1.5,
            rowGap: 0.25,
            alignItems: 'center',
            justifyContent: 'space-between',
          }}
        >
          <Box sx={{ minWidth: 0, lineHeight: 1.35 }}>
            <Name person={person} onExplain={onExplain} />
            <Typography
              variant="caption"
              color="textSecondary"
              sx={{ display: 'block', overflowWrap: 'anywhere' }}
            >
              {person.email}
            </Typography>
          </Box>
          <SourceChips sources={person.sources} ledger={ledger} />
        </Box>
      ))}
    </Box>
  );
}

function Name({ person, onExplain }: { person: Member; onExplain?: SampleListProps['onExplain'] }) {
  const name = person.name ?? `#${person.id}`;
  if (!onExplain)
    return (
      <Typography variant="body2" component="span" sx={{ fontWeight: 550 }}>
        {name}
      </Typography>
    );
  return (
    <Link
      component="button"
      type="button"
      variant="body2"
      onClick={() => onExplain(person.id)}
      sx={{ fontWeight: 550 }}
    >
      {name}
    </Link>
  );
}
