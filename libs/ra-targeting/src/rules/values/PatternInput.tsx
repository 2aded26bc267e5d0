import { TextField } from '@mui/material';
import { useTranslate } from 'react-admin';

interface PatternInputProps {
  value: string;
  onChange: (value: string) => void;
}

export function PatternInput({ value, onChange }: PatternInputProps) {
  const translate = useTranslate();
  return (
    <TextField
      variant="outlined"
      fullWidth={false}
      size="small"
      margin="none"
      value={value}
      onChange={({ target }) => onChange(target.value)}
      slotProps={{
        htmlInput: { 'aria-label': translate('targeting.rules.value.pattern'), spellCheck: false },
        input: { sx: { fontFamily: 'monospace' }, startAdornment: '/', endAdornment: '/' },
      }}
      sx={{ flex: '1 1 180px', maxWidth: 340 }}
    />
  );
}
