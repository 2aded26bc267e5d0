import { Box } from '@mui/material';
import { minValue, NumberInput, useTranslate } from 'react-admin';
import { useWatch } from 'react-hook-form';
import type { SegmentTests } from '../../data-provider/history-types.js';
import type { SegmentPreview } from '../../data-provider/types.js';
import type { LiveAnswer } from '../../ui/use-live-answer.js';
import { useNumber } from '../../ui/use-number.js';
import { testsOf } from './tests.js';
import { TestVerdict } from './TestVerdict.js';

const notNegative = [minValue(0)];

/** How many there may be, and how many there are by the rules as they stand. */
export function SizeTest({ preview: { answer, isCurrent } }: { preview: LiveAnswer<SegmentPreview> }) {
  const translate = useTranslate();
  const number = useNumber();
  const size = testsOf(useWatch<Record<string, SegmentTests>>({ name: 'tests' }))?.size;
  const isAsked = size && (size.min !== null || size.max !== null);
  const count = answer?.count ?? 0;
  const passed = count >= (size?.min ?? 0) && count <= (size?.max ?? Infinity);
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}>
      {(['min', 'max'] as const).map((end) => (
        <NumberInput
          key={end}
          source={`tests.size.${end}`}
          label={`targeting.tests.${end}`}
          validate={notNegative}
          min={0}
          helperText={false}
          sx={{ width: 130 }}
        />
      ))}
      {isAsked && answer && isCurrent && (
        <TestVerdict passed={passed}>
          {translate('targeting.tests.now', { count: number(count) })}
        </TestVerdict>
      )}
    </Box>
  );
}
