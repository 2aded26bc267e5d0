import VerifiedUserOutlined from '@mui/icons-material/VerifiedUserOutlined';
import { Box, Button, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material';
import { useState } from 'react';
import { useCreatePath, useResourceDefinitions, useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import { LedgerTable } from '../audiences/preview/LedgerTable.js';
import type { Snapshot } from '../data-provider/types.js';
import { SnapshotRows } from './SnapshotRows.js';

/** A snapshot with its frozen ledger, its members and who was kept out. */
export function SnapshotView({ snapshot }: { snapshot: Snapshot }) {
  const translate = useTranslate();
  const [rows, setRows] = useState<'members' | 'excluded'>('members');
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <LedgerTable ledger={snapshot.ledger} />
      <ToSnapshot id={snapshot.id} />
      <ToggleButtonGroup
        exclusive
        size="small"
        value={rows}
        onChange={(_, value: 'members' | 'excluded' | null) => value && setRows(value)}
        sx={{ '& button': { textTransform: 'none', py: 0.4, px: 1.5 } }}
      >
        <ToggleButton value="members">{translate('targeting.audiences.snapshots.members')}</ToggleButton>
        <ToggleButton value="excluded">{translate('targeting.audiences.snapshots.excluded')}</ToggleButton>
      </ToggleButtonGroup>
      <SnapshotRows key={rows} snapshot={snapshot} rows={rows} />
      <Typography variant="caption" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
        {translate('targeting.audiences.snapshots.hash')}: {snapshot.sha256}
      </Typography>
    </Box>
  );
}

/** To its own page, where the host has it: there it is verified and compared. */
function ToSnapshot({ id }: { id: number }) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const { snapshots } = useResourceDefinitions();
  if (!snapshots?.hasShow) return null;
  return (
    <div>
      <Button
        size="small"
        component={Link}
        to={createPath({ resource: 'snapshots', type: 'show', id })}
        startIcon={<VerifiedUserOutlined />}
      >
        {translate('targeting.snapshots.open')}
      </Button>
    </div>
  );
}
