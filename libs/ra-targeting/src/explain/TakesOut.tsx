import PersonRemoveOutlined from '@mui/icons-material/PersonRemoveOutlined';
import { Chip } from '@mui/material';
import { useTranslate } from 'react-admin';

interface TakesOutProps {
  /** Whether it is the one that the ledger charges them to; any other would do the same. */
  isCharged: boolean;
}

/** Says of an exclusion that names somebody what it does. */
export function TakesOut({ isCharged }: TakesOutProps) {
  const translate = useTranslate();
  return (
    <Chip
      size="small"
      color={isCharged ? 'error' : 'default'}
      variant={isCharged ? 'filled' : 'outlined'}
      icon={<PersonRemoveOutlined aria-hidden />}
      label={translate(`targeting.explain.${isCharged ? 'takesOut' : 'wouldTakeOut'}`)}
      sx={{ mt: 0.5 }}
    />
  );
}
