import { Box, Button } from '@mui/material';
import { lazy, Suspense, useState } from 'react';
import { type Identifier, useTranslate } from 'react-admin';
import { OnePicker } from '../picking/OnePicker.js';

const AudienceDialog = lazy(() => import('../audiences/AudienceDialog.js'));

interface AudienceTargetProps {
  id: Identifier | null;
  error?: string;
  onChange: (id: Identifier | null) => void;
}

/** An audience that is there, or one that is built here and comes back as the target. */
export function AudienceTarget({ id, error, onChange }: AudienceTargetProps) {
  const translate = useTranslate();
  const [building, setBuilding] = useState<'new' | 'picked'>();
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'flex-start' }}>
      <Box sx={{ flex: '1 1 260px' }}>
        <OnePicker
          resource="audiences"
          label="targeting.target.audience"
          value={id}
          filter={{ is_active: true }}
          error={error}
          onChange={onChange}
        />
      </Box>
      <Button variant="outlined" onClick={() => setBuilding('new')}>
        {translate('targeting.target.build')}
      </Button>
      {id !== null && (
        <Button onClick={() => setBuilding('picked')}>{translate('targeting.target.change')}</Button>
      )}
      {building && (
        <Suspense>
          <AudienceDialog
            open
            id={building === 'picked' && id !== null ? id : undefined}
            onClose={() => setBuilding(undefined)}
            onSaved={(audience) => {
              setBuilding(undefined);
              onChange(audience.id);
            }}
          />
        </Suspense>
      )}
    </Box>
  );
}
