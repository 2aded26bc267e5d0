import {
  Box,
  Button,
  Card,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type Identifier, useTranslate } from 'react-admin';
import { useTargeting } from '../data-provider/use-targeting.js';
import { Failed } from '../ui/Failed.js';
import { useNumber } from '../ui/use-number.js';
import { RejectedRowsLink } from './RejectedRowsLink.js';

/** The rows of a file that were not taken, each with its line and the reason, as they stood there. */
export function RejectedRows({ id }: { id: Identifier }) {
  const translate = useTranslate();
  const number = useNumber();
  const targeting = useTargeting();
  const { data, hasNextPage, fetchNextPage, isFetching, error, refetch } = useInfiniteQuery({
    queryKey: ['imports', id, 'rejected-rows'],
    queryFn: ({ pageParam, signal }) => targeting.rejectedRows(id, { after: pageParam, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  const [first] = data?.pages ?? [];
  if (!first) return <Failed error={error} refetch={refetch} />;
  if (first.total === 0) return null;
  const rows = data!.pages.flatMap((page) => page.data);
  const width = Math.max(first.header.length, ...rows.map(({ cells }) => cells.length));
  return (
    <section>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: 1, mb: 1 }}>
        <Typography variant="h2">{translate('targeting.imports.rejectedRows')}</Typography>
        <RejectedRowsLink id={id} label="targeting.imports.download" />
      </Box>
      <Failed error={error} refetch={refetch} />
      <Card
        sx={{ overflowX: 'auto' }}
        tabIndex={0}
        role="region"
        aria-label={translate('targeting.imports.rejectedRows')}
      >
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell align="right">{translate('targeting.imports.line')}</TableCell>
              <TableCell>{translate('targeting.imports.reason')}</TableCell>
              {Array.from({ length: width }, (_, index) => (
                <TableCell key={index}>{first.header[index] || index + 1}</TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.map(({ line, code, reason, cells }) => (
              <TableRow key={line}>
                <TableCell align="right">{number(line)}</TableCell>
                <TableCell sx={{ minWidth: 180 }}>
                  {translate(`targeting.imports.reasons.${code}`, { _: reason })}
                </TableCell>
                {Array.from({ length: width }, (_, index) => (
                  <TableCell key={index} sx={{ minWidth: 140, maxWidth: 280, overflowWrap: 'anywhere' }}>
                    {cells[index]}
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Card>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mt: 1.5 }}>
        {hasNextPage && (
          <Button variant="outlined" size="small" disabled={isFetching} onClick={() => void fetchNextPage()}>
            {translate('targeting.members.more')}
          </Button>
        )}
        <Typography variant="caption" color="textSecondary">
          {translate('targeting.members.shown', { shown: number(rows.length), total: number(first.total) })}
        </Typography>
      </Box>
    </section>
  );
}
