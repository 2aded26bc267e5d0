import { Box, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';

const fields = ['external_id', 'email', 'name', 'status', 'subscribed', 'score'];

/** Where each column of a file goes, with what stands in it first. */
export function ColumnsTable({ file, head }: { file: string; head: string[][] }) {
  const translate = useTranslate();
  const [header = [], ...rows] = head;
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Typography variant="body2" sx={{ mb: 1 }}>
        {translate('customers.csv.columns', { file })}
      </Typography>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{translate('customers.csv.column')}</TableCell>
            <TableCell>{translate('customers.csv.becomes')}</TableCell>
            <TableCell>{translate('customers.csv.values')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {header.map((column, index) => (
            <TableRow key={`${column}-${index}`}>
              <TableCell>{column}</TableCell>
              <TableCell>
                {fields.includes(column.trim())
                  ? translate(`resources.customers.fields.${column.trim()}`)
                  : translate('customers.csv.attribute', { name: column.trim() })}
              </TableCell>
              <TableCell sx={{ color: 'text.secondary' }}>
                {rows
                  .map((row) => row[index])
                  .filter(Boolean)
                  .join(' · ')}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}
