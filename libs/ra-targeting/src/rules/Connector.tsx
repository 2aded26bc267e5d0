import { Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { HINT_HEIGHT } from './RuleHint.js';

/** The word between two rules: what many misread, so it stands there. */
export function Connector({ logic }: { logic: 'AND' | 'OR' }) {
  const translate = useTranslate();
  return (
    <Typography
      variant="caption"
      sx={{ display: 'block', color: 'text.secondary', lineHeight: HINT_HEIGHT, pl: 1, fontWeight: 500 }}
    >
      {translate(`targeting.rules.match.${logic === 'AND' ? 'and' : 'or'}`)}
    </Typography>
  );
}
