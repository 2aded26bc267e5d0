import CheckOutlined from '@mui/icons-material/CheckOutlined';
import CloseOutlined from '@mui/icons-material/CloseOutlined';
import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Trace } from '../data-provider/types.js';
import { capital } from '../ui/capital.js';

/** A rule with what it met, yes or no, and the rules below it. */
export function TraceTree({ trace: whole }: { trace: Trace }) {
  const translate = useTranslate();
  const trace = withoutShell(whole);
  const { text, actual, matched, rules } = trace;
  const Icon = matched ? CheckOutlined : CloseOutlined;
  return (
    <Box sx={{ my: 0.75 }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
        <Icon
          fontSize="small"
          titleAccess={translate(`targeting.explain.${matched ? 'yes' : 'no'}`)}
          sx={{ color: matched ? 'success.main' : 'error.main', mt: '1px' }}
        />
        <Typography variant="body2" sx={{ flex: 1 }}>
          {capital(text)}
          {!rules && (
            <Typography component="span" variant="caption" color="textSecondary" sx={{ display: 'block' }}>
              {actual === null
                ? translate('targeting.explain.missing')
                : translate('targeting.explain.actual', { value: shown(actual) })}
            </Typography>
          )}
        </Typography>
      </Box>
      {rules && (
        <Box sx={{ ml: 1.2, pl: 2, borderLeft: 1, borderColor: 'divider' }}>
          {rules.map((rule, index) => (
            <TraceTree key={`${rule.path}-${index}`} trace={rule} />
          ))}
        </Box>
      )}
    </Box>
  );
}

/** A group of one rule says what its rule says: once is enough. */
function withoutShell(trace: Trace): Trace {
  const [only, ...more] = trace.rules ?? [];
  return only && more.length === 0 && only.text === trace.text ? withoutShell(only) : trace;
}

const shown = (value: unknown): string => (typeof value === 'string' ? `“${value}”` : JSON.stringify(value));
