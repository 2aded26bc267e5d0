import CancelOutlined from '@mui/icons-material/CancelOutlined';
import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined';
import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';

/** Whether a test passes: by sign, by colour, and for who hears it by word. */
export function TestVerdict({ passed, children }: { passed: boolean; children: ReactNode }) {
  const translate = useTranslate();
  const Icon = passed ? CheckCircleOutlined : CancelOutlined;
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        gap: 0.75,
        alignItems: 'flex-start',
        fontSize: '0.875rem',
        color: passed ? 'success.main' : 'error.main',
      }}
    >
      <Icon
        role="img"
        aria-label={translate(`targeting.tests.${passed ? 'pass' : 'fail'}`)}
        aria-hidden={false}
        sx={{ fontSize: 18, mt: '1px', flexShrink: 0 }}
      />
      <span>{children}</span>
    </Box>
  );
}
