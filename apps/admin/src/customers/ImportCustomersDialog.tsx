import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  LinearProgress,
} from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { FileChooser, faultsOf, readHead, useTargeting } from 'ra-targeting';
import { useState } from 'react';
import { useRefresh, useTranslate } from 'react-admin';
import { ColumnsTable } from './ColumnsTable.js';
import { CustomerImportReport } from './CustomerImportReport.js';
import { useColumns } from './use-columns.js';

interface Chosen {
  file: File;
  head: string[][];
}

/** Choose a file, see where its columns go, then bring it in. */
export default function ImportCustomersDialog({ onClose }: { onClose: () => void }) {
  const translate = useTranslate();
  const targeting = useTargeting();
  const refresh = useRefresh();
  const [chosen, setChosen] = useState<Chosen>();
  const upload = useMutation({ mutationFn: (file: File) => targeting.importCustomers(file) });
  const columns = useColumns(chosen?.head[0]);
  const problem = upload.error ?? columns.error;
  const choose = async (file: File) => {
    upload.reset();
    setChosen({ file, head: await readHead(file) });
  };
  const close = () => {
    onClose();
    // Not before the report is read: an empty list that is no longer empty would take this dialog with it.
    if (upload.data) refresh();
  };
  return (
    <Dialog
      open
      onClose={upload.isPending ? undefined : close}
      fullWidth
      maxWidth="md"
      aria-labelledby="csv-title"
    >
      <DialogTitle id="csv-title">{translate('customers.csv.title')}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2, alignContent: 'start', minHeight: 200 }}>
        <FileChooser
          label="targeting.csv.choose"
          hint="customers.csv.hint"
          disabled={upload.isPending}
          onFile={(file) => void choose(file)}
        />
        {chosen && !upload.data && !columns.error && (
          <ColumnsTable file={chosen.file.name} head={chosen.head} meanings={columns.data} />
        )}
        {upload.isPending && <LinearProgress aria-label={translate('targeting.csv.progress')} />}
        {problem && <Alert severity="error">{faultsOf(problem)[0]?.message ?? problem.message}</Alert>}
        {upload.data && <CustomerImportReport report={upload.data} />}
      </DialogContent>
      <DialogActions>
        <Button color="inherit" onClick={close} disabled={upload.isPending}>
          {translate(upload.data ? 'ra.action.close' : 'ra.action.cancel')}
        </Button>
        {!upload.data && (
          <Button
            variant="contained"
            disabled={!columns.isSuccess || upload.isPending}
            onClick={() => chosen && upload.mutate(chosen.file)}
          >
            {translate('customers.csv.start')}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
