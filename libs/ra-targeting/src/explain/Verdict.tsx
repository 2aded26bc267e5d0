import CancelOutlined from '@mui/icons-material/CancelOutlined';
import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined';
import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';

interface VerdictProps {
  matched: boolean;
  /** Of an exclusion neither yes nor no is good: what it does is said beside it. */
  isExclusion?: boolean;
}

/** Whether a rule holds, by sign, word and colour. */
export function Verdict({ matched, isExclusion }: VerdictProps) {
  const translate = useTranslate();
  const Icon = matched ? CheckCircleOutlined : CancelOutlined;
  const telling = matched ? 'success.main' : 'error.main';
  const plain = matched ? 'text.primary' : 'text.secondary';
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.5,
        width: 52,
        flexShrink: 0,
        color: isExclusion ? plain : telling,
      }}
    >
      <Icon aria-hidden sx={{ fontSize: 18 }} />
      <Typography component="span" variant="body2" sx={{ fontWeight: 600 }}>
        {translate(`targeting.explain.${matched ? 'yes' : 'no'}`)}
      </Typography>
    </Box>
  );
}
