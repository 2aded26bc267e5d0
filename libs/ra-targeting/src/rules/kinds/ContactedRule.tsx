import { Autocomplete, TextField } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { WireContactedRule } from '../tree/wire.js';
import { useChoicesOf } from '../use-names.js';
import { ChoiceInput } from '../values/ChoiceInput.js';
import { named } from '../values/SuggestedInput.js';
import { WindowInput } from './WindowInput.js';

interface ContactedRuleProps {
  rule: WireContactedRule;
  onChange: (rule: WireContactedRule) => void;
}

/** Whether a campaign has reached somebody. */
export function ContactedRule({ rule, onChange }: ContactedRuleProps) {
  const translate = useTranslate();
  const { within, campaigns } = rule.contacted;
  const choices = useChoicesOf('campaigns');
  const change = (contacted: WireContactedRule['contacted']) =>
    onChange({
      ...rule,
      contacted: {
        ...(contacted.within && { within: contacted.within }),
        ...(contacted.campaigns?.length && { campaigns: contacted.campaigns }),
      },
    });
  const nameOf = (id: number | string) => choices.find((choice) => choice.id === id)?.name ?? `#${id}`;
  return (
    <>
      <ChoiceInput
        label={translate('targeting.rules.operator')}
        value={rule.operator}
        choices={['was', 'was_not'].map((id) => ({ id, name: translate(`targeting.rules.contacted.${id}`) }))}
        onChange={(operator) => onChange({ ...rule, operator: operator as 'was' })}
      />
      <WindowInput value={within} onChange={(changed) => change({ campaigns, within: changed })} />
      <Autocomplete
        multiple
        filterSelectedOptions
        size="small"
        options={choices.map(({ id }): number | string => id)}
        value={campaigns ?? []}
        getOptionLabel={nameOf}
        onChange={(_event, ids) => change({ within, campaigns: ids })}
        slotProps={{ chip: { size: 'small' } }}
        renderInput={(params) => (
          <TextField
            {...params}
            variant="outlined"
            margin="none"
            placeholder={campaigns?.length ? undefined : translate('targeting.rules.contacted.campaigns')}
            slotProps={named(params, translate('targeting.rules.contacted.campaigns'))}
          />
        )}
        sx={{ minWidth: 240, flex: '1 1 240px', maxWidth: 520 }}
      />
    </>
  );
}
