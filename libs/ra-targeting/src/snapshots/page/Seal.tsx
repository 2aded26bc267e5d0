import VerifiedUserOutlined from '@mui/icons-material/VerifiedUserOutlined';
import { Box, Button, LinearProgress, Typography } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import type { Snapshot } from '../../data-provider/types.js';
import { useTargeting } from '../../data-provider/use-targeting.js';
import { CountCard } from '../../ui/CountCard.js';
import { VerificationResult } from './VerificationResult.js';

/** How many were frozen, by which anybody can see that they still are these: the hash, and a check of it. */
export function Seal({ snapshot: { id, count, sha256 } }: { snapshot: Snapshot }) {
  const translate = useTranslate();
  const targeting = useTargeting();
  const verify = useMutation({ mutationFn: () => targeting.verifySnapshot(id) });
  return (
    <CountCard count={count} label={translate('targeting.snapshots.count', { smart_count: count })}>
      <Typography variant="caption" color="textSecondary" component="h3">
        {translate('targeting.audiences.snapshots.hash')}
      </Typography>
      <Typography component="code" sx={code}>
        {(sha256.match(/.{1,8}/g) ?? []).map((part, index) => (
          <span key={index}>{part}</span>
        ))}
      </Typography>
      <Button
        fullWidth
        variant="outlined"
        startIcon={<VerifiedUserOutlined />}
        disabled={verify.isPending}
        onClick={() => verify.mutate()}
      >
        {translate(`targeting.snapshots.verify.${verify.isPending ? 'asking' : 'action'}`)}
      </Button>
      <Box sx={{ height: 3, mt: 0.5 }}>
        {verify.isPending && (
          <LinearProgress aria-label={translate('targeting.snapshots.verify.asking')} sx={{ height: 3 }} />
        )}
      </Box>
      <div aria-live="polite">
        {verify.error && (
          <Typography variant="body2" color="error" sx={{ mt: 1 }}>
            {verify.error.message}
          </Typography>
        )}
        {verify.data && <VerificationResult verification={verify.data} />}
      </div>
    </CountCard>
  );
}

const code = {
  display: 'grid',
  gridTemplateColumns: 'repeat(4, max-content)',
  columnGap: 1.25,
  mb: 1.5,
  fontFamily: 'ui-monospace, Menlo, Consolas, monospace',
  fontSize: '0.8125rem',
  lineHeight: 1.6,
};
