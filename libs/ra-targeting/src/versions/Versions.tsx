import { Alert, Box, Button, Card, Skeleton, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { useRecordContext, useTranslate } from 'react-admin';
import type { Versioned } from '../data-provider/history-types.js';
import type { Audience, CustomerList, Segment } from '../data-provider/types.js';
import { useVersions } from './use-versions.js';
import { VersionDialog } from './VersionDialog.js';
import { VersionLine } from './VersionLine.js';

interface VersionsProps {
  target: Versioned;
  /** What else can be done, beside the title. */
  actions?: ReactNode;
}

/** Every version of the definition at hand: who changed what, when; each can be opened, compared and brought back. */
export function Versions(props: VersionsProps) {
  const record = useRecordContext<Segment | Audience | CustomerList>();
  return record ? <Known {...props} id={record.id} current={record.version} /> : null;
}

function Known({ target, actions, id, current }: VersionsProps & { id: number; current: number }) {
  const translate = useTranslate();
  const { versions, total, error, hasNextPage, fetchNextPage, isFetching } = useVersions(target, id);
  const [opened, setOpened] = useState<number>();
  return (
    <Box component="section" aria-label={translate('targeting.versions.title')}>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', mb: 1 }}>
        <Typography variant="h2">{translate('targeting.versions.title')}</Typography>
        {actions}
      </Box>
      {error && <Alert severity="error">{translate('targeting.versions.failed')}</Alert>}
      {total === undefined && !error && <Skeleton variant="rounded" height={96} />}
      {total === 1 && (
        <Typography variant="body2" color="textSecondary" sx={{ mb: 1.5, maxWidth: '65ch' }}>
          {translate('targeting.versions.only')}
        </Typography>
      )}
      {versions.length > 0 && (
        <Card component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {versions.map((version) => (
            <VersionLine
              key={version.version}
              version={version}
              isCurrent={version.version === current}
              onOpen={() => setOpened(version.version)}
            />
          ))}
        </Card>
      )}
      {hasNextPage && (
        <Button
          variant="outlined"
          size="small"
          disabled={isFetching}
          onClick={() => void fetchNextPage()}
          sx={{ mt: 1.5 }}
        >
          {translate('targeting.versions.earlier')}
        </Button>
      )}
      {opened !== undefined && (
        <VersionDialog
          key={opened}
          target={target}
          id={id}
          version={opened}
          current={current}
          known={versions}
          onClose={() => setOpened(undefined)}
        />
      )}
    </Box>
  );
}
