import AddCircleOutline from '@mui/icons-material/AddCircleOutlineOutlined';
import RemoveCircleOutline from '@mui/icons-material/RemoveCircleOutlineOutlined';
import { Box, Card, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useLocaleState, useTranslate } from 'react-admin';
import { includesEveryone } from '../../audiences/definition.js';
import type { Snapshot } from '../../data-provider/types.js';
import { NamedChips } from '../../ui/NamedChips.js';
import { instantExactly } from '../../ui/when.js';
import type { InlinedDefinition } from './frozen-definition.js';
import { FrozenSegment } from './FrozenSegment.js';

/** By which rules it came about, in words, as they were then. */
export function FrozenDefinition({ snapshot }: { snapshot: Snapshot }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const definition = snapshot.definition as InlinedDefinition;
  const text = (key: string, options?: object) => translate(`targeting.snapshots.definition.${key}`, options);
  const named = new Set([...definition.include_segments, ...definition.exclude_segments]);
  const referred = definition.segments.filter(({ id }) => !named.has(id));
  return (
    <Card sx={{ p: 2.5, mt: 1, display: 'grid', gap: 2.5 }}>
      <Typography variant="body2" color="textSecondary">
        {text('asOf', {
          instant: instantExactly(definition.as_of, locale),
          zone: definition.time_zone,
        })}
      </Typography>
      <Part title={text('include')} icon={<AddCircleOutline color="primary" fontSize="small" />}>
        {includesEveryone(definition) && <Line>{text('all')}</Line>}
        {definition.include_logic === 'AND' && definition.include_segments.length > 1 && (
          <Line>{text('inAll')}</Line>
        )}
        <Segments ids={definition.include_segments} definition={definition} />
        <Lists ids={definition.include_lists} definition={definition} />
        <ByHand count={definition.include_customers.length} />
      </Part>
      <Part title={text('exclude')} icon={<RemoveCircleOutline color="error" fontSize="small" />}>
        <Segments ids={definition.exclude_segments} definition={definition} />
        <ByHand count={definition.exclude_customers.length} />
        <Lists ids={definition.exclude_lists} definition={definition} />
        {definition.exclude_unsubscribed && <Line>{text('unsubscribed')}</Line>}
        {definition.exclude_contacted_within_days !== null && (
          <Line>{text('days', { smart_count: definition.exclude_contacted_within_days })}</Line>
        )}
        {definition.exclude_contacted_in_campaigns.length > 0 && (
          <Line>
            {text('campaigns', { smart_count: definition.exclude_contacted_in_campaigns.length })}{' '}
            <NamedChips resource="campaigns" ids={definition.exclude_contacted_in_campaigns} />
          </Line>
        )}
        {leavesNobodyOut(definition) && <Line>{text('nothing')}</Line>}
      </Part>
      {referred.length > 0 && (
        <Part title={text('referred')}>
          <Segments ids={referred.map(({ id }) => id)} definition={definition} />
        </Part>
      )}
    </Card>
  );
}

function Part({ title, icon, children }: { title: string; icon?: ReactNode; children: ReactNode }) {
  return (
    <section>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mb: 0.5 }}>
        {icon}
        <Typography variant="h3" component="h3">
          {title}
        </Typography>
      </Box>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {children}
      </Box>
    </section>
  );
}

const Line = ({ children }: { children: ReactNode }) => (
  <Box component="li" sx={{ py: 0.75, borderTop: 1, borderColor: 'divider', fontSize: '0.875rem' }}>
    {children}
  </Box>
);

interface OfDefinition {
  ids: readonly number[];
  definition: InlinedDefinition;
}

function Segments({ ids, definition }: OfDefinition) {
  return ids.map((id) => (
    <Line key={id}>
      <FrozenSegment id={id} definition={definition} />
    </Line>
  ));
}

function Lists({ ids, definition }: OfDefinition) {
  const translate = useTranslate();
  const nameOf = (id: number) => definition.lists.find((list) => list.id === id)?.name ?? `#${id}`;
  return ids.map((id) => (
    <Line key={id}>{translate('targeting.snapshots.definition.list', { name: nameOf(id) })}</Line>
  ));
}

function ByHand({ count }: { count: number }) {
  const translate = useTranslate();
  if (count === 0) return null;
  return <Line>{translate('targeting.snapshots.definition.customers', { smart_count: count })}</Line>;
}

const leavesNobodyOut = (definition: InlinedDefinition): boolean =>
  !definition.exclude_unsubscribed &&
  definition.exclude_contacted_within_days === null &&
  [
    definition.exclude_segments,
    definition.exclude_customers,
    definition.exclude_lists,
    definition.exclude_contacted_in_campaigns,
  ].every((ids) => ids.length === 0);
