import { Alert } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Audience, AudiencePreview } from '../../data-provider/types.js';
import { includesEveryone } from '../definition.js';

interface AudienceWarningsProps {
  audience: Partial<Audience>;
  /** Left out while it is not known. */
  preview?: AudiencePreview;
}

/** What is allowed, and perhaps not meant. */
export function AudienceWarnings({ audience, preview }: AudienceWarningsProps) {
  const translate = useTranslate();
  const warnings = warningsAbout(audience, preview);
  if (warnings.length === 0) return null;
  return (
    <>
      {warnings.map((warning) => (
        <Alert key={warning} severity="warning" variant="outlined" sx={{ py: 0.25 }}>
          {translate(`targeting.warnings.${warning}`)}
        </Alert>
      ))}
    </>
  );
}

function warningsAbout(audience: Partial<Audience>, preview?: AudiencePreview): string[] {
  const warnings: string[] = [];
  if (includesEveryone(audience)) warnings.push('everyone');
  if (audience.exclude_unsubscribed === false) warnings.push('unsubscribed');
  if (preview?.count === 0) warnings.push(preview.ledger.included === 0 ? 'nobody_included' : 'nobody_left');
  if (preview?.ledger.sources.some(({ kind, count }) => kind !== 'all' && count === 0))
    warnings.push('empty_source');
  return warnings;
}
