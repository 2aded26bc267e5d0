import ScheduleOutlined from '@mui/icons-material/ScheduleOutlined';
import { Box, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import type { Explanation } from '../data-provider/types.js';
import { capital } from '../ui/capital.js';
import { ago, instantExactly } from '../ui/when.js';

/** When they will come in or leave if nothing else happens, and by what. */
export function NextChange({ change }: { change: NonNullable<Explanation['next_change']> }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const { at, member, because } = change;
  return (
    <Box
      component="section"
      aria-label={translate('targeting.explain.next.title')}
      sx={{ display: 'flex', gap: 1.25, px: 2, mb: 2 }}
    >
      <ScheduleOutlined aria-hidden sx={{ fontSize: 22, mt: '1px', color: 'text.secondary' }} />
      <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          {translate(`targeting.explain.next.${member ? 'enters' : 'leaves'}`, {
            when: ago(at, Date.now(), locale),
          })}
        </Typography>
        <Typography variant="body2">
          <time dateTime={at}>{instantExactly(at, locale)}</time>
        </Typography>
        <Typography variant="caption" color="textSecondary">
          {capital(because)}
        </Typography>
      </Box>
    </Box>
  );
}
