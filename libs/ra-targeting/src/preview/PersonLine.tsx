import { Box, ButtonBase, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Person } from '../data-provider/types.js';

interface PersonLineProps {
  person: Person;
  onExplain?: (person: Person) => void;
}

/** One person, who can be asked about. */
export function PersonLine({ person, onExplain }: PersonLineProps) {
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
