import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';

const reasons = {
  segments: ['reusable', 'fresh', 'simple', 'library'],
  audiences: ['combine', 'exclude', 'once', 'proof'],
} as const;

type Explained = keyof typeof reasons;

/** What a segment or an audience is, when to use it, and an example. */
export function WhenToUseOne({ resource }: { resource: Explained }) {
  const translate = useTranslate();
  const text = (key: string) => translate(`targeting.help.${resource}.${key}`);
  return (
    <Box sx={{ mb: 1 }}>
      <Typography variant="h2" component="h3">
        {text('title')}
      </Typography>
      <Typography variant="body2" sx={{ mt: 0.5 }}>
        {text('is')}
      </Typography>
      <Typography variant="body2" sx={{ mt: 1, fontWeight: 600 }}>
        {translate('targeting.help.whenTo')}
      </Typography>
      <Box component="ul" sx={{ m: 0, mt: 0.25, mb: 1, pl: 2.5, fontSize: '0.875rem', lineHeight: 1.55 }}>
        {reasons[resource].map((reason) => (
          <li key={reason}>{text(reason)}</li>
        ))}
      </Box>
      <Typography variant="body2" color="textSecondary">
        {translate('targeting.help.example')}: {text('example')}
      </Typography>
    </Box>
  );
}

/** Both, side by side where there is room: for a screen with nothing on it yet. */
export const WhenToUse = () => (
  <Box
    sx={{
      display: 'grid',
      gap: 2,
      mb: 3,
      textAlign: 'left',
      gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))' },
      '& > *': { border: 1, borderColor: 'divider', borderRadius: 1, p: 2, m: 0 },
    }}
  >
    <WhenToUseOne resource="segments" />
    <WhenToUseOne resource="audiences" />
  </Box>
);
