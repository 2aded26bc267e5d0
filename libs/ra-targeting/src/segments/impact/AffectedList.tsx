import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { AffectedUser, Impact } from '../../data-provider/history-types.js';
import { AffectedLine } from './AffectedLine.js';

const kinds = ['campaigns', 'audiences', 'segments'] as const;

/** What uses the segment, at whatever depth, with its size before and after. */
export function AffectedList({ affected }: { affected: Impact['affected'] }) {
  const translate = useTranslate();
  const isAlone = kinds.every((kind) => affected[kind].length === 0);
  return (
    <Box component="section" sx={{ mt: 2 }}>
      <Typography variant="h3">{translate('targeting.impact.affected')}</Typography>
      {isAlone && (
        <Typography variant="body2" color="textSecondary">
          {translate('targeting.impact.alone')}
        </Typography>
      )}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {kinds.flatMap((kind) =>
          affected[kind].map((user: AffectedUser) => (
            <AffectedLine key={`${kind}-${user.id}`} kind={kind} user={user} />
          )),
        )}
      </Box>
    </Box>
  );
}
