import { Alert, Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { capital } from '../ui/capital.js';
import type { OutlinePart } from './outline.js';
import { useOutline } from './use-fields.js';

/** A rule tree to be read, not changed. */
export function RuleOutline({ conditions }: { conditions: unknown }) {
  const translate = useTranslate();
  const outline = useOutline(conditions);
  if (!outline) return null;
  if (outline.tree)
    return (
      <Box component="ul" sx={list}>
        <Part part={outline.tree} />
      </Box>
    );
  return (
    <Alert severity="warning" variant="outlined">
      {translate('targeting.rules.outline.gone')}
      {outline.faults.map(({ path, message }) => (
        <div key={path + message}>{message}</div>
      ))}
      <Box
        component="pre"
        tabIndex={0}
        sx={{ m: 0, mt: 1, overflow: 'auto', maxHeight: 320, fontSize: '0.8125rem' }}
      >
        {JSON.stringify(conditions, null, 2)}
      </Box>
    </Alert>
  );
}

function Part({ part: { text, logic, not, rules } }: { part: OutlinePart }) {
  const translate = useTranslate();
  if (!rules || !logic)
    return (
      <Typography component="li" variant="body2" sx={{ py: 0.5, overflowWrap: 'anywhere' }}>
        {capital(text)}
      </Typography>
    );
  return (
    <Box component="li" sx={{ py: 0.5 }}>
      <Typography variant="caption" color="textSecondary">
        {translate(`targeting.rules.outline.${not ? 'not' : ''}${logic}`)}
      </Typography>
      <Box
        component="ul"
        sx={{ ...list, pl: 1.5, borderLeft: 2, borderColor: not ? 'error.main' : 'primary.main' }}
      >
        {rules.map((rule, index) => (
          <Part key={index} part={rule} />
        ))}
      </Box>
    </Box>
  );
}

const list = { listStyle: 'none', m: 0, p: 0 };
