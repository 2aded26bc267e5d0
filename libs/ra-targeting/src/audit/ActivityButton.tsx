import HistoryIcon from '@mui/icons-material/History';
import { Button, useRecordContext, useResourceDefinitions } from 'react-admin';
import { Link } from 'react-router-dom';
import type { AuditKind } from '../data-provider/history-types.js';

/** Leads to what was done to the record at hand. */
export function ActivityButton({ kind }: { kind: AuditKind }) {
  const record = useRecordContext();
  const { audit } = useResourceDefinitions();
  if (!record || !audit) return null;
  const search = new URLSearchParams({ filter: JSON.stringify({ kind, subject_id: record.id }) });
  return (
    <Button component={Link} to={`/audit?${search}`} label="targeting.audit.button">
      <HistoryIcon />
    </Button>
  );
}
