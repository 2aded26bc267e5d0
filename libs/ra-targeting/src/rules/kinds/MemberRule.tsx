import { Autocomplete, TextField } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import type { WireListRule, WireSegmentRule } from '../tree/wire.js';
import { useChoicesOf } from '../use-names.js';
import { ChoiceInput } from '../values/ChoiceInput.js';
import { named } from '../values/SuggestedInput.js';

interface MemberRuleProps {
  rule: WireSegmentRule | WireListRule;
  onChange: (rule: WireSegmentRule | WireListRule) => void;
}

/** Whether somebody is in another segment, or on a list. */
export function MemberRule({ rule, onChange }: MemberRuleProps) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const kind = 'segment' in rule ? 'segment' : 'list';
  const id = 'segment' in rule ? rule.segment : (rule as WireListRule).list;
  const choices = useChoicesOf(kind === 'segment' ? 'segments' : 'lists');
  const chosen =
    choices.find((choice) => choice.id === id) ?? (id ? { id, name: `#${id}`, customer_count: null } : null);
  return (
    <>
      <ChoiceInput
        label={translate('targeting.rules.operator')}
        value={rule.operator}
        choices={['in', 'not_in'].map((name) => ({
          id: name,
          name: translate(`targeting.rules.member.${name}`),
        }))}
        onChange={(operator) => onChange({ ...rule, operator: operator as 'in' })}
      />
      <Autocomplete
        size="small"
        options={choices}
        value={chosen}
        getOptionLabel={({ name }) => name}
        getOptionKey={(choice) => choice.id}
        isOptionEqualToValue={(a, b) => a.id === b.id}
        onChange={(_event, choice) => onChange({ ...rule, [kind]: choice?.id ?? null })}
        renderOption={({ key, ...props }, choice) => (
          <li key={key} {...props}>
            <span style={{ flex: 1 }}>{choice.name}</span>
            <small>{choice.customer_count?.toLocaleString(locale)}</small>
          </li>
        )}
        renderInput={(params) => (
          <TextField
            {...params}
            variant="outlined"
            margin="none"
            slotProps={named(params, translate(`targeting.rules.member.${kind}`))}
          />
        )}
        sx={{ minWidth: 220, flex: '1 1 220px', maxWidth: 360 }}
      />
    </>
  );
}
