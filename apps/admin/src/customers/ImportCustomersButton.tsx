import UploadFileOutlined from '@mui/icons-material/UploadFileOutlined';
import { lazy, Suspense, useState } from 'react';
import { Button } from 'react-admin';

const ImportCustomersDialog = lazy(() => import('./ImportCustomersDialog.js'));

export function ImportCustomersButton() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button label="customers.csv.title" onClick={() => setOpen(true)}>
        <UploadFileOutlined />
      </Button>
      {isOpen && (
        <Suspense>
          <ImportCustomersDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
