import { Box, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Region } from '../data-provider/overlap-methods.js';
import { useNumber } from '../ui/use-number.js';
import type { useRegionWords } from './use-region-words.js';

interface RegionTableProps {
  regions: readonly Region[];
  words: ReturnType<typeof useRegionWords>;
}

/** The plot in numbers. */
export function RegionTable({ regions, words }: RegionTableProps) {
  const translate = useTranslate();
  const number = useNumber();
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Table size="small" aria-label={translate('targeting.overlap.numbers')}>
        <TableHead>
          <TableRow>
            <TableCell>{translate('targeting.overlap.column.region')}</TableCell>
            <TableCell align="right">{translate('targeting.overlap.column.customers')}</TableCell>
            <TableCell align="right">{translate('targeting.overlap.column.share')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {regions.map((region) => (
            <TableRow key={region.in.join()} hover sx={{ '&:last-child > *': { borderBottom: 0 } }}>
              <TableCell component="th" scope="row">
                {words.names(region)}
              </TableCell>
              <TableCell align="right">{number(region.count)}</TableCell>
              <TableCell align="right">{words.share(region.count)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}
