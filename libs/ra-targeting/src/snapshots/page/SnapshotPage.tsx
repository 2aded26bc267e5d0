import { Card } from '@mui/material';
import { TabbedShowLayout, useRecordContext } from 'react-admin';
import { useState } from 'react';
import { LedgerTable } from '../../audiences/preview/LedgerTable.js';
import type { Person, Snapshot } from '../../data-provider/types.js';
import { ExplainDialog } from '../../explain/ExplainDialog.js';
import { FactsLayout } from '../../ui/FactsLayout.js';
import { SnapshotRows } from '../SnapshotRows.js';
import { useTarget } from '../target-of.js';
import { Compare } from './Compare.js';
import { FrozenDefinition } from './FrozenDefinition.js';
import { Seal } from './Seal.js';
import { SnapshotHead } from './SnapshotHead.js';

/** What was frozen: how the number came about, who, who was kept out and why, by which rules; that it is still so, and what has moved since. */
export function SnapshotPage() {
  const snapshot = useRecordContext<Snapshot>();
  return snapshot ? <Page snapshot={snapshot} /> : null;
}

function Page({ snapshot }: { snapshot: Snapshot }) {
  const { resource, id, target } = useTarget(snapshot);
  const [asked, setAsked] = useState<Person>();
  return (
    <FactsLayout
      head={<SnapshotHead snapshot={snapshot} />}
      count={<Seal snapshot={snapshot} />}
      facts={null}
      width={340}
    >
      <TabbedShowLayout sx={{ '& .RaTabbedShowLayout-content': { px: 0 } }}>
        <TabbedShowLayout.Tab label="targeting.snapshots.tabs.ledger">
          <Card sx={{ p: 2.5, mt: 1 }}>
            <LedgerTable ledger={snapshot.ledger} />
          </Card>
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label="targeting.snapshots.tabs.members" path="members">
          <Rows snapshot={snapshot} rows="members" />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label="targeting.snapshots.tabs.excluded" path="excluded">
          <Rows snapshot={snapshot} rows="excluded" />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label="targeting.snapshots.tabs.compare" path="compare">
          <Compare snapshot={snapshot} onExplain={target && setAsked} />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label="targeting.snapshots.tabs.definition" path="definition">
          <FrozenDefinition snapshot={snapshot} />
        </TabbedShowLayout.Tab>
      </TabbedShowLayout>
      {asked && (
        <ExplainDialog target={resource} id={id} person={asked} onClose={() => setAsked(undefined)} />
      )}
    </FactsLayout>
  );
}

const Rows = ({ snapshot, rows }: { snapshot: Snapshot; rows: 'members' | 'excluded' }) => (
  <Card sx={{ px: 2.5, py: 1.5, mt: 1 }}>
    <SnapshotRows snapshot={snapshot} rows={rows} />
  </Card>
);
