import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import type { Trace } from '../data-provider/types.js';
import { capital } from '../ui/capital.js';
import { Verdict } from './Verdict.js';

interface TraceTreeProps {
  trace: Trace;
  /** Whether yes is what keeps them out. */
  isExclusion?: boolean;
  /** What follows from it. */
  children?: ReactNode;
}

/** A rule with what it met, yes or no, and the rules below it. A list item. */
export function TraceTree({ trace, isExclusion, children }: TraceTreeProps) {
  const translate = useTranslate();
  const { text, actual_text: actual, matched, logic, not, rules } = trace;
  const group = logic && `targeting.explain.group.${not ? 'not' : ''}${logic}`;
  return (
    <Box component="li" sx={{ my: 1 }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
        <Verdict matched={matched} isExclusion={isExclusion} />
        <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
          <Typography variant="body2" sx={{ fontWeight: group ? 550 : undefined }}>
            {group ? translate(group) : capital(text)}
          </Typography>
          {actual !== null && (
            <Typography variant="caption" color="textSecondary" sx={{ display: 'block' }}>
              {capital(actual)}
            </Typography>
          )}
          {children}
        </Box>
      </Box>
      {rules && (
        <Box
          component="ul"
          sx={{ listStyle: 'none', m: 0, ml: 1.1, p: 0, pl: 2, borderLeft: 1, borderColor: 'divider' }}
        >
          {rules.map((rule, index) => (
            <TraceTree key={`${rule.path}-${index}`} trace={rule} isExclusion={isExclusion} />
          ))}
        </Box>
      )}
    </Box>
  );
}
