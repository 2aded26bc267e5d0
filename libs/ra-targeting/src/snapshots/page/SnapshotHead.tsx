import { Box, Link, Typography } from '@mui/material';
import { type ReactNode } from 'react';
import {
  type Identifier,
  Title,
  useCreatePath,
  useGetOne,
  useLocaleState,
  useResourceDefinitions,
  useTranslate,
} from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import type { Snapshot } from '../../data-provider/types.js';
import { instantExactly } from '../../ui/when.js';
import { useTarget } from '../target-of.js';

/** Of what, when, for which campaign and by whom. */
export function SnapshotHead({ snapshot }: { snapshot: Snapshot }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const { resource, id, target, isPending } = useTarget(snapshot);
  const name = target?.name ?? (isPending ? '…' : translate(`targeting.snapshots.gone.${resource}`));
  const instant = instantExactly(snapshot.taken_at, locale);
  return (
    <Box sx={{ mb: 3 }}>
      <Title title={translate('targeting.snapshots.title', { name })} />
      <Typography variant="h1" component="h2">
        {translate('targeting.snapshots.title', { name })}
      </Typography>
      <Box component="dl" sx={facts}>
        <Fact label="taken">
          <time dateTime={snapshot.taken_at}>{instant}</time>
          {snapshot.campaign_id === null && ` · ${translate('targeting.audiences.snapshots.byHand')}`}
          {snapshot.created_by && ` · ${snapshot.created_by}`}
        </Fact>
        <Fact label={resource}>{target ? <To resource={resource} id={id} name={target.name} /> : name}</Fact>
        {snapshot.campaign_id !== null && (
          <Fact label="campaign">
            <Campaign id={snapshot.campaign_id} />
          </Fact>
        )}
      </Box>
    </Box>
  );
}

function Campaign({ id }: { id: Identifier }) {
  const { campaigns } = useResourceDefinitions();
  const { data } = useGetOne('campaigns', { id }, { enabled: Boolean(campaigns) });
  return campaigns ? (
    <To resource="campaigns" id={id} name={data ? String(data['name']) : `#${id}`} />
  ) : (
    <>{`#${id}`}</>
  );
}

function To({ resource, id, name }: { resource: string; id: number | string; name: string }) {
  const createPath = useCreatePath();
  return (
    <Link component={RouterLink} to={createPath({ resource, type: 'show', id })}>
      {name}
    </Link>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  const translate = useTranslate();
  return (
    <>
      <dt>{translate(`targeting.snapshots.fact.${label}`)}</dt>
      <dd>{children}</dd>
    </>
  );
}

const facts = {
  display: 'grid',
  gridTemplateColumns: { xs: '1fr', sm: 'max-content 1fr' },
  columnGap: 2,
  rowGap: { xs: 0, sm: 0.5 },
  m: 0,
  mt: 1,
  fontSize: '0.875rem',
  '& dt': { color: 'text.secondary' },
  '& dd': { m: 0, mb: { xs: 1, sm: 0 }, overflowWrap: 'anywhere' },
};
