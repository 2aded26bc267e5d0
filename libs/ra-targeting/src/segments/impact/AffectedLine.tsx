import { Box, Link, Typography } from '@mui/material';
import { useCreatePath, useTranslate } from 'react-admin';
import { useHref } from 'react-router-dom';
import type { AffectedUser, Impact } from '../../data-provider/history-types.js';
import { useNumber } from '../../ui/use-number.js';

interface AffectedLineProps {
  kind: keyof Impact['affected'];
  user: AffectedUser;
}

/** Something that uses the segment: what it is, and how its size changes. Opens beside the form, which is kept. */
export function AffectedLine({ kind, user: { id, name, before, after } }: AffectedLineProps) {
  const translate = useTranslate();
  const number = useNumber();
  const createPath = useCreatePath();
  const href = useHref(createPath({ resource: kind, type: 'show', id }));
  const shown = (count: number | null) =>
    count === null ? translate('targeting.impact.unknown') : number(count);
  const isSame = before === after;
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        alignItems: 'baseline',
        gap: 1.5,
        py: 0.75,
        fontSize: '0.875rem',
        '& + &': { borderTop: 1, borderColor: 'divider' },
      }}
    >
      <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        <Link href={href} target="_blank" rel="noopener">
          {name}
        </Link>{' '}
        <Typography component="span" variant="caption" color="textSecondary">
          {translate(`targeting.impact.kind.${kind}`)}
        </Typography>
      </Box>
      <Box
        component="span"
        sx={{ whiteSpace: 'nowrap', ...(isSame ? { color: 'text.secondary' } : { fontWeight: 600 }) }}
      >
        {translate(`targeting.impact.${isSame ? 'noChange' : 'change'}`, {
          before: shown(before),
          after: shown(after),
        })}
      </Box>
    </Box>
  );
}
