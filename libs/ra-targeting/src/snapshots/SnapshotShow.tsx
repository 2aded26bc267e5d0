import { Show } from 'react-admin';
import { SnapshotPage } from './page/SnapshotPage.js';

export default function SnapshotShow() {
  return (
    <Show component="div" actions={false} title={<></>} sx={{ mt: 2 }}>
      <SnapshotPage />
    </Show>
  );
}
