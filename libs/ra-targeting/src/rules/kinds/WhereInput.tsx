import FilterListOutlined from '@mui/icons-material/FilterListOutlined';
import { Box, Button } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { EventInfo } from '../../data-provider/types.js';
import { ScopeProvider, useActions } from '../BuilderContext.js';
import { RuleGroup } from '../RuleGroup.js';
import { newFieldRule } from '../new-rule.js';
import type { Path } from '../tree/path.js';
import type { WireFieldRule, WireGroup } from '../tree/wire.js';

interface WhereInputProps {
  where: WireGroup | null | undefined;
  /** Of what the group belongs to. */
  path: Path;
  event: EventInfo;
  onChange: (where: WireGroup | undefined) => void;
}

/** Which of the events count: a group of rules about their properties. */
export function WhereInput({ where, path, event, onChange }: WhereInputProps) {
  const translate = useTranslate();
  const { focusOn } = useActions();
  const [first] = event.properties;
  const part = path.at(-1) === 'then' ? 'then.where' : 'where';
  const add = (rule: WireFieldRule) => {
    focusOn(rule, 'subject');
    onChange({ logic: 'AND', rules: [rule] });
  };
  const remove = () => {
    focusOn(part === 'where' ? path : path.slice(0, -1), part);
    onChange(undefined);
  };
  if (!where)
    return first ? (
      <Button
        size="small"
        color="inherit"
        startIcon={<FilterListOutlined />}
        data-focus={part}
        onClick={() => add(newFieldRule(first))}
        sx={{ color: 'text.secondary', fontWeight: 400 }}
      >
        {translate('targeting.rules.where.add')}
      </Button>
    ) : null;
  return (
    <Box sx={{ flexBasis: '100%', minWidth: 0 }}>
      <ScopeProvider value={{ fields: event.properties, event: event.name }}>
        <RuleGroup group={where} path={[...path, 'where']} onRemove={remove} />
      </ScopeProvider>
    </Box>
  );
}
