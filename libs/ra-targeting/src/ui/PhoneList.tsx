import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { type RaRecord, RecordContextProvider, SimpleList, type SimpleListProps } from 'react-admin';
import { StatusField } from './StatusField.js';
import { twoLines } from './two-lines.js';

interface PhoneListProps<T extends RaRecord> {
  name: (record: T) => ReactNode;
  below?: (record: T) => ReactNode;
  /** At the right end; the status when left out. */
  end?: (record: T) => ReactNode;
  rowClick?: SimpleListProps<T>['rowClick'];
}

/** The short form of a list, for a phone: a name with something at its end, a line below. */
export const PhoneList = <T extends RaRecord>({ name, below, end, rowClick }: PhoneListProps<T>) => (
  <SimpleList<T>
    primaryText={(record) => (
      <RecordContextProvider value={record}>
        <Box component="span" sx={{ display: 'flex', justifyContent: 'space-between', gap: 2 }}>
          <span style={{ fontWeight: 550 }}>{name(record)}</span>
          <Box component="span" sx={{ fontSize: '0.875rem', flexShrink: 0 }}>
            {end ? end(record) : <StatusField />}
          </Box>
        </Box>
      </RecordContextProvider>
    )}
    secondaryText={
      below &&
      ((record) => (
        <Box component="span" sx={twoLines}>
          {below(record)}
        </Box>
      ))
    }
    rowClick={rowClick}
  />
);
