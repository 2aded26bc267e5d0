import {
  Box,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  type Theme,
  Typography,
  useMediaQuery,
} from '@mui/material';
import type { ColumnMeaning } from 'ra-targeting';
import { useTranslate } from 'react-admin';

interface ColumnsTableProps {
  file: string;
  head: string[][];
  /** Known once the API has answered. */
  meanings?: ColumnMeaning[];
}

/** Where each column of a file goes, with what stands in it first. */
export function ColumnsTable({ file, head, meanings }: ColumnsTableProps) {
  const translate = useTranslate();
  const isPhone = useMediaQuery((theme: Theme) => theme.breakpoints.down('sm'));
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
            {!isPhone && <TableCell>{translate('customers.csv.values')}</TableCell>}
          </TableRow>
        </TableHead>
        <TableBody>
          {header.map((column, index) => (
            <TableRow key={`${column}-${index}`}>
              <TableCell sx={{ overflowWrap: 'anywhere' }}>
                {column}
                {isPhone && (
                  <Typography variant="caption" color="textSecondary" sx={{ display: 'block' }}>
                    {firstValues(rows.slice(0, 1), index)}
                  </Typography>
                )}
              </TableCell>
              <TableCell>{meanings?.[index] ? <Meaning of={meanings[index]} /> : '…'}</TableCell>
              {!isPhone && <TableCell sx={{ color: 'text.secondary' }}>{firstValues(rows, index)}</TableCell>}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}

function Meaning({ of: { becomes, is_attribute: isAttribute, type } }: { of: ColumnMeaning }) {
  const translate = useTranslate();
  if (becomes === null) return translate('customers.csv.leftOut');
  if (!isAttribute) return <strong>{translate(`resources.customers.fields.${becomes}`)}</strong>;
  return (
    <>
      {becomes}
      <Typography variant="caption" color="textSecondary" sx={{ display: 'block' }}>
        {translate(`customers.csv.becomesAttribute.${type ?? 'new'}`)}
      </Typography>
    </>
  );
}

const firstValues = (rows: string[][], column: number) =>
  rows
    .map((row) => row[column])
    .filter(Boolean)
    .join(' · ');
