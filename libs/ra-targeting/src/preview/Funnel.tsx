import { Box, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import type { SegmentPreview } from '../data-provider/types.js';
import { useRuleTexts } from '../rules/use-fields.js';
import { capital } from '../ui/capital.js';
import { stepsOf } from './funnel.js';

interface FunnelProps {
  preview: SegmentPreview;
  conditions: unknown;
  /** The texts are those of the rules now: of an older count only the bars are shown. */
  isCurrent: boolean;
}

/** How each of the outermost rules changes the number. */
export function Funnel({ preview, conditions, isCurrent }: FunnelProps) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const texts = useRuleTexts(conditions);
  const steps = stepsOf(preview);
  if (steps.length < 2) return null;
  const most = Math.max(1, ...steps.map(({ running }) => running));
  return (
    <Box sx={{ mb: 2.5 }}>
      <Typography variant="overline" component="h3" color="textSecondary">
        {translate('targeting.preview.funnel')}
      </Typography>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {steps.map(({ path, running, count }, index) => (
          <Box component="li" key={path} sx={{ mb: 1 }}>
            <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 2, fontSize: '0.8125rem' }}>
              <Box
                component="span"
                sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
              >
                {isCurrent ? capital(texts[index] ?? '') : '…'}
              </Box>
              <span
                title={translate('targeting.preview.alone', { count: count.toLocaleString(locale) })}
                style={{ fontWeight: 600 }}
              >
                {running.toLocaleString(locale)}
              </span>
            </Box>
            <Box sx={{ height: 5, mt: 0.5, borderRadius: 3, bgcolor: 'action.selected' }}>
              <Box
                sx={{
                  height: 1,
                  borderRadius: 3,
                  bgcolor: 'primary.main',
                  width: `${(100 * running) / most}%`,
                  transition: 'width 200ms',
                }}
              />
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
