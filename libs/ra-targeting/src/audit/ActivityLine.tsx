import { Box, Link, Tooltip, Typography } from '@mui/material';
import { useCreatePath, useLocaleState, useResourceDefinitions, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import type { AuditEntry } from '../data-provider/history-types.js';
import { capital } from '../ui/capital.js';
import { instantInFull } from '../ui/when.js';
import { ActivityDetails } from './ActivityDetails.js';

/** Stands for the name in a sentence until the link takes its place. */
const HERE = '\u0000';

/** One thing that was done, in a sentence that leads to what it was done to. */
export function ActivityLine({ entry }: { entry: AuditEntry }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const { at, version, details } = entry;
  const [before = '', after = ''] = useSentence(entry).split(HERE);
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        flexWrap: { xs: 'wrap', sm: 'nowrap' },
        columnGap: 2,
        px: 2,
        py: 1.25,
        '& + &': { borderTop: 1, borderColor: 'divider' },
      }}
    >
      <Tooltip title={instantInFull(at, locale)}>
        <Typography
          component="time"
          dateTime={at}
          variant="body2"
          color="textSecondary"
          sx={{ width: { xs: 1, sm: 76 }, flexShrink: 0 }}
        >
          {new Date(at).toLocaleTimeString(locale, { timeStyle: 'short' })}
        </Typography>
      </Tooltip>
      <Box sx={{ minWidth: 0, flex: 1 }}>
        <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          {before}
          <Subject entry={entry} />
          {after}
          {version !== null && (
            <Typography component="span" variant="caption" color="textSecondary" sx={{ ml: 1 }}>
              {translate('targeting.audit.version', { version })}
            </Typography>
          )}
        </Typography>
        <ActivityDetails details={details ?? {}} />
      </Box>
    </Box>
  );
}

function useSentence({ actor, action, kind }: AuditEntry): string {
  const translate = useTranslate();
  const words = {
    // Who is not known is left out.
    actor: actor ?? '',
    action,
    kind: translate(`targeting.audit.kind.${kind}`, { _: kind }),
    what: HERE,
  };
  const other = translate('targeting.audit.did.other', words);
  return capital(translate(`targeting.audit.did.${action}`, { ...words, _: other }).trim());
}

const resources: Record<string, string> = {
  segment: 'segments',
  audience: 'audiences',
  list: 'lists',
  import: 'imports',
  campaign: 'campaigns',
  customer: 'customers',
};

/** The name as a link, unless there is nothing to be opened. */
function Subject({ entry }: { entry: AuditEntry }) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const definitions = useResourceDefinitions();
  const { kind, subject_id: id, subject_name: called, action } = entry;
  if (id === null) return <>{called ?? translate('targeting.audit.many')}</>;
  const name = called ?? translate('targeting.audit.unnamed', { id });
  const resource = resources[kind] ?? '';
  if (!definitions[resource]?.hasShow || action === 'deleted')
    return (
      <Box component="span" sx={{ fontWeight: 550 }}>
        {name}
      </Box>
    );
  return (
    <Link component={RouterLink} to={createPath({ resource, type: 'show', id })} sx={{ fontWeight: 550 }}>
      {name}
    </Link>
  );
}
