import CancelOutlined from '@mui/icons-material/CancelOutlined';
import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined';
import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Trace } from '../data-provider/types.js';
import { capital } from '../ui/capital.js';

interface TraceTreeProps {
  trace: Trace;
  /** Whether yes is what keeps them out. */
  keepsOut?: boolean;
}

/** A rule with what it met, yes or no, and the rules below it. A list item. */
export function TraceTree({ trace, keepsOut }: TraceTreeProps) {
  const translate = useTranslate();
  const { text, actual_text: actual, matched, logic, not, rules } = trace;
  const group = logic && `targeting.explain.group.${not ? 'not' : ''}${logic}`;
  return (
    <Box component="li" sx={{ my: 1 }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
        <Verdict matched={matched} isGood={matched !== Boolean(keepsOut)} />
        <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
          <Typography variant="body2" sx={{ fontWeight: group ? 550 : undefined }}>
            {group ? translate(group) : capital(text)}
          </Typography>
          {actual !== null && (
            <Typography variant="caption" color="textSecondary" sx={{ display: 'block' }}>
              {capital(actual)}
            </Typography>
          )}
        </Box>
      </Box>
      {rules && (
        <Box
          component="ul"
          sx={{ listStyle: 'none', m: 0, ml: 1.1, p: 0, pl: 2, borderLeft: 1, borderColor: 'divider' }}
        >
          {rules.map((rule, index) => (
            <TraceTree key={`${rule.path}-${index}`} trace={rule} />
          ))}
        </Box>
      )}
    </Box>
  );
}

function Verdict({ matched, isGood }: { matched: boolean; isGood: boolean }) {
  const translate = useTranslate();
  const Icon = matched ? CheckCircleOutlined : CancelOutlined;
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.5,
        width: 52,
        flexShrink: 0,
        color: isGood ? 'success.main' : 'error.main',
      }}
    >
      <Icon aria-hidden sx={{ fontSize: 18 }} />
      <Typography component="span" variant="body2" sx={{ fontWeight: 600 }}>
        {translate(`targeting.explain.${matched ? 'yes' : 'no'}`)}
      </Typography>
    </Box>
  );
}
