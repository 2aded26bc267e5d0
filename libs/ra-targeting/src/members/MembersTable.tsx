import {
  Box,
  Button,
  Card,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  TextField,
  type Theme,
  Typography,
  useMediaQuery,
} from '@mui/material';
import { type ReactNode, useState } from 'react';
import { useLocaleState, useTranslate } from 'react-admin';
import type { Person } from '../data-provider/types.js';
import { Failed } from '../ui/Failed.js';
import { usePaused } from '../ui/use-paused.js';
import { useAskedAnew, useKeysetList } from './use-members.js';

interface MembersTableProps<T> {
  /** Below the API, e.g. `segments/3/members`. */
  path: string;
  /** How many there are: when that moves, as after an import, they are asked for anew. */
  count?: number | null;
  /** Whether the list can be searched. */
  search?: boolean;
  onExplain?: (person: T) => void;
  /** What else can be done, beside the search. */
  action?: ReactNode;
  /** A third column. */
  extra?: { label: string; render: (row: T) => ReactNode };
}

/** The people of a long list, page after page. */
export function MembersTable<T extends Person>({
  path,
  count,
  search = true,
  onExplain,
  action,
  extra,
}: MembersTableProps<T>) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const isPhone = useMediaQuery((theme: Theme) => theme.breakpoints.down('sm'));
  const [q, setQ] = useState('');
  const { rows, total, hasNextPage, fetchNextPage, isFetching, error, refetch } = useKeysetList<T>(
    path,
    usePaused(q.trim()),
  );
  useAskedAnew(path, count);
  const label = (name: string) => translate(`targeting.members.${name}`);
  return (
    <Box>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          columnGap: 1,
          alignItems: 'center',
          justifyContent: 'space-between',
          mb: 1.5,
        }}
      >
        {search && (
          <TextField
            size="small"
            value={q}
            placeholder={label('search')}
            onChange={({ target }) => setQ(target.value)}
            slotProps={{ htmlInput: { 'aria-label': label('search') } }}
            sx={{ width: 320, maxWidth: 1, my: 0 }}
          />
        )}
        {action}
      </Box>
      <Failed error={error} refetch={refetch} />
      <Card sx={{ overflowX: 'auto', opacity: isFetching ? 0.85 : 1 }}>
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>{label('name')}</TableCell>
              {!isPhone && <TableCell>{label('email')}</TableCell>}
              {extra && <TableCell>{extra.label}</TableCell>}
              {onExplain && <TableCell />}
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.map((row) => (
              <TableRow key={row.id} hover>
                <TableCell sx={{ fontWeight: 550, overflowWrap: 'anywhere' }}>
                  {row.name}
                  {isPhone && (
                    <Typography variant="caption" color="textSecondary" sx={{ display: 'block' }}>
                      {row.email}
                    </Typography>
                  )}
                </TableCell>
                {!isPhone && <TableCell>{row.email}</TableCell>}
                {extra && <TableCell>{extra.render(row)}</TableCell>}
                {onExplain && (
                  <TableCell align="right" sx={{ py: '4px !important' }}>
                    <Button size="small" onClick={() => onExplain(row)}>
                      {label('why')}
                    </Button>
                  </TableCell>
                )}
              </TableRow>
            ))}
          </TableBody>
        </Table>
        {total === 0 && (
          <Typography color="textSecondary" sx={{ p: 3, textAlign: 'center' }}>
            {label(q ? 'noneFound' : 'none')}
          </Typography>
        )}
      </Card>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mt: 1.5 }}>
        {hasNextPage && (
          <Button variant="outlined" size="small" disabled={isFetching} onClick={() => void fetchNextPage()}>
            {label('more')}
          </Button>
        )}
        {total !== undefined && total > 0 && (
          <Typography variant="caption" color="textSecondary">
            {translate('targeting.members.shown', {
              shown: rows.length.toLocaleString(locale),
              total: total.toLocaleString(locale),
            })}
          </Typography>
        )}
      </Box>
    </Box>
  );
}
