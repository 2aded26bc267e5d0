import { Alert, AlertTitle, Button } from '@mui/material';
import { useEffect, useRef } from 'react';
import { useTranslate } from 'react-admin';
import { useFormContext, useFormState } from 'react-hook-form';

/** Tests have refused the save: says what comes of saving all the same, and does so. */
export function SaveAnyway() {
  const translate = useTranslate();
  const { setValue } = useFormContext();
  const { submitCount, isSubmitting } = useFormState();
  const alert = useRef<HTMLDivElement>(null);
  // What has refused the save may be out of sight.
  useEffect(() => {
    alert.current?.scrollIntoView({ block: 'center' });
  }, [submitCount]);
  // It holds for one save.
  useEffect(() => {
    setValue('force', undefined);
  }, [submitCount, setValue]);
  return (
    <Alert
      ref={alert}
      severity="error"
      variant="outlined"
      action={
        <Button
          type="submit"
          color="inherit"
          size="small"
          disabled={isSubmitting}
          onClick={() => setValue('force', true)}
        >
          {translate('targeting.tests.force')}
        </Button>
      }
    >
      <AlertTitle>{translate('targeting.tests.refused')}</AlertTitle>
      {translate('targeting.tests.refusedText')}
    </Alert>
  );
}
