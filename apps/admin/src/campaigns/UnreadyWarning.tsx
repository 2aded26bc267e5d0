import { Alert, Link, Typography } from '@mui/material';
import type { Audience, AudiencePreview, Segment } from 'ra-targeting';
import { useCreatePath, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';

interface UnreadyWarningProps {
  resource: 'segments' | 'audiences';
  target: Segment | Audience;
  /** What was found while counting it. */
  warnings: AudiencePreview['warnings'];
}

const obstacles = ['draft', 'import_running', 'import_failed'];

/** What a send would be refused for, beside the target itself: drafts, and lists whose file is not read. */
export const obstaclesIn = (warnings: AudiencePreview['warnings'] = []) =>
  warnings.filter(({ code }) => obstacles.includes(code));

/** Says beforehand why nothing can be sent yet, and leads to where that is changed. */
export function UnreadyWarning({ resource, target: { id, status }, warnings }: UnreadyWarningProps) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const isDraft = status === 'draft';
  const texts = [
    ...(isDraft ? [translate(`campaigns.draft.${resource}`)] : []),
    ...obstaclesIn(warnings)
      // A segment that is a draft itself is named among them.
      .filter(({ code }) => !(isDraft && resource === 'segments' && code === 'draft'))
      .map(({ message }) => message),
  ];
  if (texts.length === 0) return null;
  const type = isDraft ? 'edit' : 'show';
  return (
    <Alert severity="warning" variant="outlined" sx={{ mb: 2 }}>
      {texts.map((text) => (
        <Typography key={text} variant="body2" sx={{ mb: 0.5 }}>
          {text}
        </Typography>
      ))}
      <Link component={RouterLink} to={createPath({ resource, type, id })} color="inherit">
        {translate(isDraft ? 'campaigns.draft.open' : `campaigns.draft.see.${resource}`)}
      </Link>
    </Alert>
  );
}
