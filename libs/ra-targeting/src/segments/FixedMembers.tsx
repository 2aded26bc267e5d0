import { Card, Typography } from '@mui/material';
import { useRecordContext, useTranslate } from 'react-admin';
import { CsvFileInput } from '../imports/CsvFileInput.js';
import { HandPickedInput } from '../picking/HandPickedInput.js';

/** Whom a fixed segment names: by a file, which a saved segment takes on its page, and by hand. */
export function FixedMembers() {
  const translate = useTranslate();
  const isNew = useRecordContext()?.id === undefined;
  return (
    <Card sx={{ p: 2.5, maxWidth: 720, display: 'grid', gap: 2 }}>
      {isNew && (
        <>
          <Typography variant="h2">{translate('targeting.lists.fromFile')}</Typography>
          <CsvFileInput />
        </>
      )}
      <Typography variant="h2">{translate('targeting.lists.byHand')}</Typography>
      <HandPickedInput />
    </Card>
  );
}
