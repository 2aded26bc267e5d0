import { Alert, Link, Typography } from '@mui/material';
import type { Audience, AudiencePreview, Segment } from 'ra-targeting';
import { useCreatePath, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';

interface DraftWarningProps {
  resource: 'segments' | 'audiences';
  target: Segment | Audience;
  /** What was found while counting it. */
  warnings: AudiencePreview['warnings'];
}

/** Drafts for which a send would be refused, beside the target itself. */
export const draftsWithin = (warnings: AudiencePreview['warnings'] = []) =>
  warnings.filter(({ code }) => code === 'draft');

/** Says beforehand why nothing can be sent yet, and leads to where that is changed. */
export function DraftWarning({ resource, target: { id, status }, warnings }: DraftWarningProps) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const isDraft = status === 'draft';
  const texts = [
    ...(isDraft ? [translate(`campaigns.draft.${resource}`)] : []),
    // A segment that is a draft itself is named among them.
    ...(isDraft && resource === 'segments' ? [] : draftsWithin(warnings).map(({ message }) => message)),
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
