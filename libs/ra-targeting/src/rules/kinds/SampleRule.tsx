import { TextField, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { WireSampleRule } from '../tree/wire.js';
import { ChoiceInput } from '../values/ChoiceInput.js';
import { NumberInput } from '../values/NumberInput.js';

interface SampleRuleProps {
  rule: WireSampleRule;
  onChange: (rule: WireSampleRule) => void;
}

/** A random share of all customers, always the same one under the same name. */
export function SampleRule({ rule, onChange }: SampleRuleProps) {
  const translate = useTranslate();
  const { percent, salt } = rule.sample;
  return (
    <>
      <ChoiceInput
        label={translate('targeting.rules.operator')}
        value={rule.operator}
        choices={['in', 'not_in'].map((id) => ({ id, name: translate(`targeting.rules.sample.${id}`) }))}
        onChange={(operator) => onChange({ ...rule, operator: operator as 'in' })}
      />
      <NumberInput
        label={translate('targeting.rules.sample.percent')}
        value={percent}
        width={72}
        onChange={(changed) =>
          onChange({ ...rule, sample: changed === undefined ? { salt } : { percent: changed, salt } })
        }
      />
      <Typography component="span" variant="body2" color="textSecondary">
        {translate('targeting.rules.sample.of')}
      </Typography>
      <TextField
        variant="outlined"
        fullWidth={false}
        size="small"
        margin="none"
        value={salt}
        onChange={({ target }) => onChange({ ...rule, sample: { ...rule.sample, salt: target.value } })}
        slotProps={{ htmlInput: { 'aria-label': translate('targeting.rules.sample.salt') } }}
        sx={{ width: 160 }}
      />
    </>
  );
}
