import { EditButton, Show, TopToolbar } from 'react-admin';
import { DuplicateButton } from './DuplicateButton.js';
import { SegmentPage } from './SegmentPage.js';

export default function SegmentShow() {
  return (
    <Show component="div" actions={<Actions />}>
      <SegmentPage />
    </Show>
  );
}

const Actions = () => (
  <TopToolbar>
    <DuplicateButton />
    <EditButton />
  </TopToolbar>
);
