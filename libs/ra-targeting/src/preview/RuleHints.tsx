import { Box } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Fault } from '../data-provider/types.js';
import { HintSummary } from '../hints/HintSummary.js';

interface RuleHintsProps {
  warnings?: readonly Fault[];
  isCurrent: boolean;
}

/** The way from the number to the rules that are worth a look. */
export function RuleHints({ warnings = [], isCurrent }: RuleHintsProps) {
  const translate = useTranslate();
  const placeOf = (path: string) => {
    const place = placeInTree(path);
    return place ? translate('targeting.hints.rule', { place }) : translate('targeting.hints.rules');
  };
  return (
    <Box sx={{ position: 'relative', '& > section': { mb: 2 } }}>
      <HintSummary warnings={warnings} isCurrent={isCurrent} placeOf={placeOf} />
    </Box>
  );
}

/** `conditions.rules[2].rules[0]` as 3.1; nothing for the whole tree. */
const placeInTree = (path: string): string =>
  [...path.matchAll(/\.rules\[(\d+)\]/g)].map(([, index]) => Number(index) + 1).join('.');
