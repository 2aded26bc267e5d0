import ExpandMore from '@mui/icons-material/ExpandMore';
import { Accordion, AccordionDetails, AccordionSummary, Typography } from '@mui/material';
import { useGetOne, useLocaleState, useResourceDefinitions, useTranslate } from 'react-admin';
import type { Snapshot } from '../data-provider/types.js';
import { useNumber } from '../ui/use-number.js';
import { instantInFull } from '../ui/when.js';
import { SnapshotView } from './SnapshotView.js';

/** One frozen moment; opens to its ledger and its people. */
export function SnapshotCard({ snapshot }: { snapshot: Snapshot }) {
  const translate = useTranslate();
  const number = useNumber();
  const [locale] = useLocaleState();
  const purpose = usePurpose(snapshot);
  return (
    <Accordion
      variant="outlined"
      disableGutters
      slotProps={{ transition: { unmountOnExit: true } }}
      sx={{ '&&': { borderRadius: 1 }, '&::before': { display: 'none' } }}
    >
      <AccordionSummary expandIcon={<ExpandMore />}>
        <Typography sx={{ flex: 1 }}>
          {instantInFull(snapshot.taken_at, locale)}{' '}
          <Typography component="span" variant="body2" color="textSecondary">
            {purpose}
          </Typography>
        </Typography>
        <Typography sx={{ fontWeight: 600, mr: 2 }}>
          {translate('targeting.reach.people', {
            smart_count: snapshot.count,
            count: number(snapshot.count),
          })}
        </Typography>
      </AccordionSummary>
      <AccordionDetails>
        <SnapshotView snapshot={snapshot} />
      </AccordionDetails>
    </Accordion>
  );
}

function usePurpose({ campaign_id: id }: Snapshot): string {
  const translate = useTranslate();
  const { campaigns } = useResourceDefinitions();
  const { data } = useGetOne('campaigns', { id: id ?? '' }, { enabled: Boolean(campaigns) && id !== null });
  return id === null
    ? translate('targeting.audiences.snapshots.byHand')
    : translate('targeting.audiences.snapshots.campaign', {
        name: data ? `“${String(data['name'])}”` : `#${id}`,
      });
}
