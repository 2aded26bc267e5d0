import CheckOutlined from '@mui/icons-material/CheckOutlined';
import GppBadOutlined from '@mui/icons-material/GppBadOutlined';
import GppMaybeOutlined from '@mui/icons-material/GppMaybeOutlined';
import RemoveOutlined from '@mui/icons-material/RemoveOutlined';
import VerifiedUserOutlined from '@mui/icons-material/VerifiedUserOutlined';
import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Verification } from '../../data-provider/snapshot-methods.js';

const signs = {
  broken: { Icon: GppBadOutlined, color: 'error.main' },
  differs: { Icon: GppMaybeOutlined, color: 'warning.main' },
  holds: { Icon: VerifiedUserOutlined, color: 'success.main' },
  whole: { Icon: VerifiedUserOutlined, color: 'success.main' },
} as const;

function outcomeOf({ hash_matches: hash, members_match: members }: Verification): keyof typeof signs {
  if (!hash) return 'broken';
  if (members === false) return 'differs';
  return members === null ? 'holds' : 'whole';
}

/** What came of a check: a sign with a sentence, then what was checked, and what could not be. */
export function VerificationResult({ verification }: { verification: Verification }) {
  const translate = useTranslate();
  const outcome = outcomeOf(verification);
  const { Icon, color } = signs[outcome];
  return (
    <Box sx={{ mt: 1 }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start', color }}>
        <Icon aria-hidden />
        <Typography sx={{ fontWeight: 600, fontSize: '0.9375rem' }}>
          {translate(`targeting.snapshots.verify.outcome.${outcome}`)}
        </Typography>
      </Box>
      <Sentences label="checked" sentences={verification.checked} />
      <Sentences label="notChecked" sentences={verification.not_checked} />
    </Box>
  );
}

function Sentences({ label, sentences }: { label: 'checked' | 'notChecked'; sentences: readonly string[] }) {
  const translate = useTranslate();
  if (sentences.length === 0) return null;
  const Icon = label === 'checked' ? CheckOutlined : RemoveOutlined;
  return (
    <>
      <Typography variant="overline" component="h4" color="textSecondary" sx={{ display: 'block', mt: 1.25 }}>
        {translate(`targeting.snapshots.verify.${label}`)}
      </Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 0.75 }}>
        {sentences.map((sentence) => (
          <Box component="li" key={sentence} sx={{ display: 'flex', gap: 1, fontSize: '0.8125rem' }}>
            <Icon aria-hidden sx={{ fontSize: 16, mt: '2px', color: 'text.secondary' }} />
            <Box component="span" sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
              {sentence}
            </Box>
          </Box>
        ))}
      </Box>
    </>
  );
}
