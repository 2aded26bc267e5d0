import ExpandLessOutlined from '@mui/icons-material/ExpandLessOutlined';
import ExpandMoreOutlined from '@mui/icons-material/ExpandMoreOutlined';
import CloseOutlined from '@mui/icons-material/CloseOutlined';
import { Box, Chip, IconButton, Tooltip, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useActions } from './BuilderContext.js';
import { RowActions } from './RowActions.js';
import { RuleCount } from './RuleCount.js';
import type { Path } from './tree/path.js';
import type { WireGroup } from './tree/wire.js';
import { ChoiceInput } from './values/ChoiceInput.js';

interface GroupHeaderProps {
  group: WireGroup;
  path: Path;
  isOpen: boolean;
  onRemove?: () => void;
}

/** “Customers for whom [all of these] hold”, whether it is turned round, and folded up. */
export function GroupHeader({ group, path, isOpen, onRemove }: GroupHeaderProps) {
  const translate = useTranslate();
  const { edit, fold } = useActions();
  const { not, ...plain } = group;
  const change = (node: WireGroup) => edit({ type: 'replace', path, node });
  const isOutermost = path.length === 0;
  const isWhere = path.at(-1) === 'where';
  const toggle = translate(`targeting.rules.group.${isOpen ? 'collapse' : 'expand'}`);
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 1 }}>
      {isOutermost && (
        <Typography variant="body2">
          {translate(`targeting.rules.match.${not ? 'introNot' : 'intro'}`)}
        </Typography>
      )}
      {isWhere && <Typography variant="body2">{translate('targeting.rules.where.intro')}</Typography>}
      <ChoiceInput
        label={translate('targeting.rules.match.label')}
        value={group.logic}
        choices={['AND', 'OR'].map((id) => ({ id, name: translate(`targeting.rules.match.${id}`) }))}
        onChange={(logic) => change({ ...group, logic: logic as 'AND' })}
      />
      <Typography variant="body2">{translate('targeting.rules.match.holds')}</Typography>
      <Box sx={{ flex: 1 }} />
      <Tooltip describeChild title={translate('targeting.rules.group.notHint')}>
        <Chip
          size="small"
          variant={not ? 'filled' : 'outlined'}
          color={not ? 'error' : 'default'}
          label={translate('targeting.rules.group.not')}
          aria-pressed={not === true}
          onClick={() => change(not ? plain : { ...plain, not: true })}
        />
      </Tooltip>
      {!isOutermost && (
        <IconButton
          size="small"
          aria-label={toggle}
          aria-expanded={isOpen}
          onClick={() => fold(group, isOpen)}
        >
          {isOpen ? <ExpandLessOutlined fontSize="small" /> : <ExpandMoreOutlined fontSize="small" />}
        </IconButton>
      )}
      {!isOutermost && !isWhere && (
        <>
          <RuleCount path={path} />
          <RowActions rule={group} path={path} />
        </>
      )}
      {onRemove && (
        <IconButton size="small" aria-label={translate('targeting.rules.action.remove')} onClick={onRemove}>
          <CloseOutlined fontSize="small" />
        </IconButton>
      )}
    </Box>
  );
}
