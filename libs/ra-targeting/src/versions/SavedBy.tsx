import { Tooltip, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { ago, instantInFull } from '../ui/when.js';

interface SavedByProps {
  /** Null when the host does not say who it is. */
  author: string | null;
  created_at: string;
}

/** When something was saved, and by whom. */
export function SavedBy({ author, created_at: at }: SavedByProps) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  return (
    <Typography variant="caption" color="textSecondary" component="span">
      <Tooltip title={instantInFull(at, locale)}>
        <time dateTime={at}>{ago(at, Date.now(), locale)}</time>
      </Tooltip>
      {author !== null && ` ${translate('targeting.versions.by', { author })}`}
    </Typography>
  );
}
