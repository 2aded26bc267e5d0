import { Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { capital } from '../ui/capital.js';

/** The rules in plain words, always in step with them. */
export function Sentence({ sentence }: { sentence: string | undefined }) {
  const translate = useTranslate();
  return (
    <Typography
      variant="body2"
      aria-label={translate('targeting.rules.builder.sentence')}
      sx={{ minHeight: '3em', color: sentence ? 'text.primary' : 'text.secondary', maxWidth: '80ch' }}
    >
      {sentence ? `${capital(sentence)}.` : translate('targeting.rules.builder.unfinished')}
    </Typography>
  );
}
