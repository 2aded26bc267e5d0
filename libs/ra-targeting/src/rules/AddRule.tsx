import AddOutlined from '@mui/icons-material/AddOutlined';
import CreateNewFolderOutlined from '@mui/icons-material/CreateNewFolderOutlined';
import { Box, Button } from '@mui/material';
import { useTranslate } from 'react-admin';
import { type Scope, useActions, useScope } from './BuilderContext.js';
import { newFieldRule } from './new-rule.js';
import { ruleAbout, subjectsOf } from './subjects.js';
import type { Path } from './tree/path.js';
import type { WireRule } from './tree/wire.js';

/** A new rule begins with the first thing there is; what it is about is then chosen in it. */
function firstRule(scope: Scope): WireRule | undefined {
  const field = scope.fields.find(({ type }) => type === 'number') ?? scope.fields[0];
  if (field) return newFieldRule(field);
  const [subject] = subjectsOf(scope);
  return subject && ruleAbout(subject.id, scope);
}

export function AddRule({ path }: { path: Path }) {
  const translate = useTranslate();
  const scope = useScope();
  const { edit } = useActions();
  const rule = firstRule(scope);
  if (!rule) return null;
  return (
    <Box sx={{ display: 'flex', gap: 1 }}>
      <Button
        size="small"
        data-focus="add"
        startIcon={<AddOutlined />}
        onClick={() => edit({ type: 'add', group: path, node: rule })}
      >
        {translate('targeting.rules.add.rule')}
      </Button>
      <Button
        size="small"
        color="inherit"
        startIcon={<CreateNewFolderOutlined />}
        onClick={() => edit({ type: 'add', group: path, node: { logic: 'OR', rules: [rule] } })}
        sx={{ color: 'text.secondary' }}
      >
        {translate('targeting.rules.add.group')}
      </Button>
    </Box>
  );
}
