import { Box } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { SegmentTests } from '../../data-provider/history-types.js';
import { NamedChips } from '../../ui/NamedChips.js';
import { useNumber } from '../../ui/use-number.js';
import { testsOf } from './tests.js';

/** What has to hold of a segment, to be read. */
export function TestsInWords({ tests }: { tests: SegmentTests | null }) {
  const translate = useTranslate();
  const number = useNumber();
  const { size, ...pins } = testsOf(tests) ?? { include: [], exclude: [], size: { min: null, max: null } };
  const { min, max } = size;
  const sizes = { min: number(min ?? 0), max: number(max ?? 0) };
  const range = min !== null && max !== null ? 'between' : min !== null ? 'atLeast' : 'atMost';
  return (
    <Box component="span" sx={{ display: 'grid', gap: 0.5 }}>
      {(['include', 'exclude'] as const)
        .filter((side) => pins[side].length > 0)
        .map((side) => (
          <Box
            key={side}
            component="span"
            sx={{ display: 'inline-flex', flexWrap: 'wrap', gap: 0.5, alignItems: 'center' }}
          >
            {translate(`targeting.tests.${side}`)} <NamedChips resource="customers" ids={pins[side]} />
          </Box>
        ))}
      {(min !== null || max !== null) && <span>{translate(`targeting.tests.${range}`, sizes)}</span>}
    </Box>
  );
}
