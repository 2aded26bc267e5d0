import { Alert } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Audience, AudiencePreview } from '../../data-provider/types.js';
import { includesEveryone } from '../definition.js';

/** What is said of an audience that is allowed, and perhaps not meant. */
export function DefinitionWarnings({ audience }: { audience: Partial<Audience> }) {
  const warnings = [
    includesEveryone(audience) && 'everyone',
    audience.exclude_unsubscribed === false && 'unsubscribed',
  ];
  return <Warnings warnings={warnings} />;
}

/** What comes of it that is perhaps not meant. */
export function ResultWarnings({ preview: { count, ledger } }: { preview: AudiencePreview }) {
  const warnings = [
    count === 0 && (ledger.included === 0 ? 'nobody_included' : 'nobody_left'),
    ledger.sources.some((source) => source.kind !== 'all' && source.count === 0) && 'empty_source',
  ];
  return <Warnings warnings={warnings} />;
}

function Warnings({ warnings }: { warnings: (string | false)[] }) {
  const translate = useTranslate();
  return (
    <>
      {warnings
        .filter((warning) => warning !== false)
        .map((warning) => (
          <Alert key={warning} severity="warning" variant="outlined" sx={{ py: 0.25 }}>
            {translate(`targeting.warnings.${warning}`)}
          </Alert>
        ))}
    </>
  );
}
