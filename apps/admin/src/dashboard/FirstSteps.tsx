import { Button, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import { Panel } from './Panel.js';

/** For a workspace that has no segment yet. */
export function FirstSteps() {
  const translate = useTranslate();
  return (
    <Panel title="dashboard.first.title">
      <Typography variant="body2" color="textSecondary" sx={{ mb: 2, maxWidth: '70ch' }}>
        {translate('dashboard.first.text')}
      </Typography>
      <Button variant="contained" component={Link} to="/segments/create">
        {translate('targeting.segments.empty.action')}
      </Button>
    </Panel>
  );
}
