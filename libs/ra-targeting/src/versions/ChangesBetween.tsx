import { Skeleton, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { type Identifier, useTranslate } from 'react-admin';
import type { Versioned } from '../data-provider/history-types.js';
import { useTargeting } from '../data-provider/use-targeting.js';
import { ChangeList } from './ChangeList.js';

interface ChangesBetweenProps {
  target: Versioned;
  id: Identifier;
  version: number;
  against: number;
}

/** What makes one version of another. */
export function ChangesBetween({ target, id, version, against }: ChangesBetweenProps) {
  const translate = useTranslate();
  const targeting = useTargeting();
  const { data, error } = useQuery({
    queryKey: [target, id, 'versions', version, 'against', against],
    queryFn: ({ signal }) => targeting.version(target, id, version, { against, signal }),
  });
  if (error)
    return (
      <Typography color="error" variant="body2">
        {error.message}
      </Typography>
    );
  if (!data) return <Skeleton width="60%" />;
  if (data.changes.length > 0) return <ChangeList changes={data.changes} />;
  return (
    <Typography variant="body2" color="textSecondary">
      {translate('targeting.versions.same')}
    </Typography>
  );
}
