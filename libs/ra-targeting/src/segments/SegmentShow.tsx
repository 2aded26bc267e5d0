import { EditButton, Show, TopToolbar } from 'react-admin';
import { HelpButton } from '../help/HelpButton.js';
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
    <HelpButton withLabel />
    <DuplicateButton />
    <EditButton />
  </TopToolbar>
);
