import { Box, Radio, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';

export type TargetKind = 'segment' | 'audience';

interface TargetKindsProps {
  value: TargetKind;
  onChange: (kind: TargetKind) => void;
  labelledBy: string;
}

/** The two ways to say who gets it, with what each is for. */
export function TargetKinds({ value, onChange, labelledBy }: TargetKindsProps) {
  const translate = useTranslate();
  return (
    <Box
      role="radiogroup"
      aria-labelledby={labelledBy}
      sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { sm: '1fr 1fr' } }}
    >
      {(['segment', 'audience'] as const).map((kind) => (
        <Box
          key={kind}
          component="label"
          sx={{
            display: 'flex',
            alignItems: 'flex-start',
            gap: 0.5,
            p: 1,
            pr: 1.5,
            cursor: 'pointer',
            borderRadius: 1,
            border: '1px solid',
            borderColor: value === kind ? 'primary.main' : 'divider',
            bgcolor: value === kind ? 'action.selected' : undefined,
          }}
        >
          <Radio
            size="small"
            checked={value === kind}
            onChange={() => onChange(kind)}
            name={labelledBy}
            value={kind}
          />
          <span>
            <Typography sx={{ fontWeight: 550, fontSize: '0.9rem', mt: 0.75 }}>
              {translate(`targeting.target.kinds.${kind}`)}
            </Typography>
            <Typography variant="caption" color="textSecondary">
              {translate(`targeting.target.hints.${kind}`)}
            </Typography>
          </span>
        </Box>
      ))}
    </Box>
  );
}
