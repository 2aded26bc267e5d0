import { Box, ButtonBase, Card, Skeleton, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { capital } from '../ui/capital.js';
import { type FieldAt, keyOfField } from './field-at.js';

interface FieldIndexProps {
  fields: readonly FieldAt[];
  isKnown: boolean;
  /** Key of the one that is looked at. */
  chosen: string | null;
  onChoose: (key: string) => void;
}

/** The fields by what they are about: the customer, or something they did. */
export function FieldIndex({ fields, isKnown, ...choice }: FieldIndexProps) {
  const translate = useTranslate();
  if (!isKnown) return <Skeleton variant="rounded" height={320} />;
  if (fields.length === 0)
    return <Typography color="textSecondary">{translate('targeting.fields.noneFound')}</Typography>;
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      {groupsOf(fields).map(({ event, members }) => (
        <Card component="section" key={event?.name ?? ''} sx={{ px: 1, py: 1.5 }}>
          <Typography variant="overline" component="h2" color="textSecondary" sx={{ px: 1 }}>
            {event
              ? translate('targeting.fields.event', { event: capital(event.label) })
              : translate('targeting.fields.customer')}
          </Typography>
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {members.map((at) => (
              <li key={keyOfField(at)}>
                <Line at={at} {...choice} />
              </li>
            ))}
          </Box>
        </Card>
      ))}
    </Box>
  );
}

function Line({ at, chosen, onChoose }: { at: FieldAt } & Pick<FieldIndexProps, 'chosen' | 'onChoose'>) {
  const translate = useTranslate();
  const key = keyOfField(at);
  const isChosen = key === chosen;
  return (
    <ButtonBase
      aria-pressed={isChosen}
      onClick={() => onChoose(key)}
      sx={{
        display: 'flex',
        justifyContent: 'space-between',
        alignItems: 'baseline',
        gap: 2,
        width: 1,
        px: 1,
        py: 0.75,
        borderRadius: 1,
        textAlign: 'left',
        bgcolor: isChosen ? 'action.selected' : undefined,
        '&:hover': { bgcolor: isChosen ? 'action.selected' : 'action.hover' },
        '&:focus-visible': { outline: '2px solid', outlineColor: 'primary.main' },
      }}
    >
      <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        <Typography component="span" variant="body2" sx={{ fontWeight: 550 }}>
          {capital(at.field.label)}
        </Typography>
        <Typography component="span" variant="caption" color="textSecondary" sx={{ ml: 1 }}>
          {at.field.name}
        </Typography>
      </Box>
      <Typography component="span" variant="caption" color="textSecondary" sx={{ flexShrink: 0 }}>
        {translate(`targeting.fields.type.${at.field.type}`)}
      </Typography>
    </ButtonBase>
  );
}

interface Group {
  event: FieldAt['event'];
  members: FieldAt[];
}

/** They come event by event. */
function groupsOf(fields: readonly FieldAt[]): Group[] {
  const groups = new Map<string, Group>();
  for (const at of fields) {
    const name = at.event?.name ?? '';
    const group = groups.get(name) ?? { event: at.event, members: [] };
    group.members.push(at);
    groups.set(name, group);
  }
  return [...groups.values()];
}
