import { Box, Button, Chip, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Version } from '../data-provider/history-types.js';
import { ChangeList } from './ChangeList.js';
import { SavedBy } from './SavedBy.js';

interface VersionLineProps {
  version: Version;
  isCurrent: boolean;
  onOpen: () => void;
}

/** A version in the list of them: what it changed, who saved it and when. */
export function VersionLine({
  version: { version, changes, ...saved },
  isCurrent,
  onOpen,
}: VersionLineProps) {
  const translate = useTranslate();
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        gap: 2,
        alignItems: 'flex-start',
        px: 2,
        py: 1.5,
        '& + &': { borderTop: 1, borderColor: 'divider' },
      }}
    >
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1, alignItems: 'center' }}>
          <Typography variant="h3" component="span">
            {translate('targeting.versions.number', { version })}
          </Typography>
          {isCurrent && <Chip size="small" color="primary" label={translate('targeting.versions.now')} />}
          <SavedBy {...saved} />
        </Box>
        {changes.length > 0 ? (
          <ChangeList changes={changes} />
        ) : (
          <Typography variant="body2" color="textSecondary">
            {translate('targeting.versions.first')}
          </Typography>
        )}
      </Box>
      <Button
        size="small"
        onClick={onOpen}
        aria-label={translate('targeting.versions.openLabel', { version })}
      >
        {translate('targeting.versions.open')}
      </Button>
    </Box>
  );
}
