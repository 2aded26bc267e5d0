import { Alert, Box, Button, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Matched } from '../data-provider/types.js';

interface PasteResultProps {
  matched: readonly Matched[];
  onRemember: (addresses: string[]) => void;
  onClose: () => void;
}

const SHOWN = 20;

/** What became of what was pasted: how many were found, and each that was not. */
export function PasteResult({ matched, onRemember, onClose }: PasteResultProps) {
  const translate = useTranslate();
  const found = matched.filter(({ outcome }) => outcome === 'found').length;
  const left = matched.filter(({ outcome }) => outcome !== 'found');
  const strangers = left.filter(({ kind, outcome }) => kind === 'email' && outcome === 'unknown');
  const remember = () => {
    onRemember(strangers.map(({ identifier }) => identifier));
    onClose();
  };
  return (
    <Alert severity={left.length > 0 ? 'warning' : 'success'} variant="outlined" onClose={onClose}>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {translate('targeting.paste.found', { smart_count: found })}
        {left.length > 0 && ` ${translate('targeting.paste.left', { smart_count: left.length })}`}
      </Typography>
      {left.length > 0 && (
        <Box component="ul" sx={{ m: 0, mt: 0.5, pl: 2.5, fontSize: '0.875rem' }}>
          {left.slice(0, SHOWN).map(({ identifier, kind, outcome }) => (
            <li key={identifier} style={{ overflowWrap: 'anywhere' }}>
              <strong>{identifier}</strong>{' '}
              {translate(`targeting.paste.outcome.${outcome === 'unknown' ? (kind ?? 'id') : outcome}`)}
            </li>
          ))}
          {left.length > SHOWN && (
            <li>{translate('targeting.picking.more', { smart_count: left.length - SHOWN })}</li>
          )}
        </Box>
      )}
      {strangers.length > 0 && (
        <Button
          size="small"
          color="inherit"
          onClick={remember}
          sx={{ mt: 1, ml: -0.5, whiteSpace: 'normal' }}
        >
          {translate('targeting.paste.remember', { smart_count: strangers.length })}
        </Button>
      )}
    </Alert>
  );
}
