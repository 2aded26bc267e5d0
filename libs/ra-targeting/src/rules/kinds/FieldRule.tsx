import SwapHorizOutlined from '@mui/icons-material/SwapHorizOutlined';
import { IconButton, Tooltip } from '@mui/material';
import { findOperator, operatorsOf } from 'nest-targeting/rules';
import { useTranslate } from 'react-admin';
import { useScope } from '../BuilderContext.js';
import { withOperator } from '../new-rule.js';
import { capital } from '../../ui/capital.js';
import type { WireFieldRule } from '../tree/wire.js';
import { ChoiceInput } from '../values/ChoiceInput.js';
import { ValueEditor } from '../values/ValueEditor.js';

interface FieldRuleProps {
  rule: WireFieldRule;
  onChange: (rule: WireFieldRule) => void;
}

/** Operator and value of a field, as its type has them. */
export function FieldRule({ rule, onChange }: FieldRuleProps) {
  const translate = useTranslate();
  const { fields } = useScope();
  const field = fields.find(({ name }) => name === rule.field);
  if (!field) return null;
  const operator = findOperator(field.type, rule.operator);
  const { value: _, value_field: otherField, ...bare } = rule;
  const siblings = fields.filter(({ name, type }) => type === field.type && name !== field.name);
  const canCompareFields = operator?.comparesFields === true && siblings.length > 0;
  const otherValue = translate(`targeting.rules.value.${otherField === undefined ? 'byField' : 'byValue'}`);
  return (
    <>
      <ChoiceInput
        label={translate('targeting.rules.operator')}
        value={operator?.name}
        choices={operatorsOf[field.type].map(({ name, label }) => ({ id: name, name: label }))}
        onChange={(name) => onChange(withOperator(rule, field.type, name))}
      />
      {otherField === undefined ? (
        operator && (
          <ValueEditor
            field={field}
            operator={operator}
            value={rule.value}
            onChange={(value) => onChange(value === undefined ? bare : { ...bare, value })}
          />
        )
      ) : (
        <ChoiceInput
          label={translate('targeting.rules.value.field')}
          value={otherField}
          choices={siblings.map(({ name, label }) => ({ id: name, name: capital(label) }))}
          onChange={(name) => onChange({ ...bare, value_field: name })}
        />
      )}
      {canCompareFields && (
        <Tooltip title={otherValue}>
          <IconButton
            size="small"
            aria-label={otherValue}
            onClick={() =>
              onChange(otherField === undefined ? { ...bare, value_field: siblings[0]!.name } : bare)
            }
          >
            <SwapHorizOutlined fontSize="small" />
          </IconButton>
        </Tooltip>
      )}
    </>
  );
}
