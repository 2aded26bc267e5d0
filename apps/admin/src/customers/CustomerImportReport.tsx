import { Alert, Box, Button, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { type CustomerImport, useNumber, useTargeting } from 'ra-targeting';
import { useTranslate } from 'react-admin';

const parts = ['created', 'updated', 'unchanged', 'duplicates', 'rejected'] as const;

/** What became of the rows: the parts are the whole. */
export function CustomerImportReport({ report }: { report: CustomerImport }) {
  const translate = useTranslate();
  const number = useNumber();
  const targeting = useTargeting();
  const { data: url } = useQuery({
    queryKey: ['customers', 'imports', report.id, 'rejected'],
    queryFn: () => targeting.rejectedCustomersUrl(report.id),
  });
  return (
    <Alert severity={report.rejected > 0 ? 'warning' : 'success'} variant="outlined">
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {translate('customers.csv.done', { smart_count: report.rows, rows: number(report.rows) })}
      </Typography>
      <Box
        component="dl"
        sx={{
          m: 0,
          '& > div': { display: 'flex', gap: 3, justifyContent: 'space-between' },
          '& dd': { m: 0 },
        }}
      >
        {parts.map((part) => (
          <div key={part}>
            <dt>{translate(`customers.csv.parts.${part}`)}</dt>
            <dd>{number(report[part])}</dd>
          </div>
        ))}
      </Box>
      {report.rejected_rows.slice(0, 5).map(({ line, message }) => (
        <Typography key={line} variant="caption" sx={{ display: 'block' }}>
          {translate('customers.csv.line', { line, message })}
        </Typography>
      ))}
      {report.rejected > 0 && (
        <Button size="small" color="inherit" component="a" href={url ?? ''} download>
          {translate('customers.csv.rejected')}
        </Button>
      )}
    </Alert>
  );
}
