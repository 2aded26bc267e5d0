import { Box, Chip } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Ledger } from '../data-provider/types.js';

interface SourceChipsProps {
  /** As the API says them: `segment:1`, `list:7`, `customers`, `all`. */
  sources?: readonly string[];
  /** Knows the names. */
  ledger?: Ledger;
}

/** What brought a customer in. */
export function SourceChips({ sources = [], ledger }: SourceChipsProps) {
  const translate = useTranslate();
  const nameOf = (source: string) => {
    const [kind = '', id] = source.split(':');
    const known = ledger?.sources.find((one) => one.kind === kind && String(one.id) === id);
    return known?.name ?? translate(`targeting.source.${kind}`, { _: kind });
  };
  return (
    <Box component="span" sx={{ display: 'inline-flex', flexWrap: 'wrap', gap: 0.5 }}>
      {sources.map((source) => (
        <Chip key={source} size="small" variant="outlined" label={nameOf(source)} sx={{ maxWidth: 200 }} />
      ))}
    </Box>
  );
}
