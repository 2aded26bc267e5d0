import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Ledger } from '../../data-provider/types.js';
import { useNumber } from '../../ui/use-number.js';
import { ledgerHeight, type LedgerLine, ledgerLines } from './ledger-lines.js';
import { WaterfallBar } from './WaterfallBar.js';

/** How an audience comes about: a table that adds up, and beside each line its part of the waterfall. */
export function LedgerTable({ ledger }: { ledger: Ledger }) {
  const translate = useTranslate();
  const lines = ledgerLines(ledger);
  const height = ledgerHeight(lines);
  return (
    <Box
      component="table"
      aria-label={translate('targeting.ledger.title')}
      sx={{ width: 1, borderCollapse: 'collapse', containerType: 'inline-size' }}
    >
      <tbody>
        {lines.map((line) => (
          <Line key={line.key} line={line} height={height} />
        ))}
      </tbody>
    </Box>
  );
}

function Line({ line, height }: { line: LedgerLine; height: number }) {
  const translate = useTranslate();
  const number = useNumber();
  const isTotal = line.tone === 'total';
  const sign = isTotal || line.amount === 0 ? '' : line.amount < 0 ? '−' : line.key === 'source-0' ? '' : '+';
  return (
    <Box
      component="tr"
      sx={{
        '& > *': {
          py: 0.6,
          verticalAlign: 'top',
          borderTop: isTotal ? '1px solid' : 0,
          borderColor: 'divider',
        },
      }}
    >
      <Box component="th" scope="row" sx={{ textAlign: 'left', fontWeight: isTotal ? 600 : 400, pr: 1.5 }}>
        <Typography variant="body2" component="span" sx={{ fontWeight: 'inherit', overflowWrap: 'anywhere' }}>
          {translate(`targeting.ledger.${line.label}`, line.args)}
        </Typography>
        {line.note && (
          <Typography variant="caption" color="textSecondary" sx={{ display: 'block', lineHeight: 1.3 }}>
            {translate(`targeting.ledger.${line.note.label}`, { count: number(line.note.count) })}
          </Typography>
        )}
      </Box>
      <Box component="td" aria-hidden sx={{ width: '38%', px: 0, pt: '9px !important' }}>
        <WaterfallBar line={line} height={height} />
      </Box>
      <Box component="td" sx={{ textAlign: 'right', pl: 1.5, whiteSpace: 'nowrap' }}>
        <Typography variant="body2" component="span" sx={{ fontWeight: isTotal ? 650 : 500 }}>
          {sign}
          {number(Math.abs(line.amount))}
        </Typography>
      </Box>
    </Box>
  );
}
