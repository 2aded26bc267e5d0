import { Box, Collapse } from '@mui/material';
import { useTranslate } from 'react-admin';
import { AddRule } from './AddRule.js';
import { useBuilder } from './BuilderContext.js';
import { Connector } from './Connector.js';
import { FaultText } from './FaultText.js';
import { GroupHeader } from './GroupHeader.js';
import { HINT_HEIGHT, RuleHint } from './RuleHint.js';
import { RuleRow } from './RuleRow.js';
import { keyOf } from './tree/identity.js';
import { type Path, pathText } from './tree/path.js';
import type { WireGroup } from './tree/wire.js';
import { useDropZone } from './use-drag.js';

interface RuleGroupProps {
  group: WireGroup;
  path: Path;
  /** Takes the whole group away; the outermost cannot be. */
  onRemove?: () => void;
}

/** Rules that hold together, all or any of them. */
export function RuleGroup({ group, path, onRemove }: RuleGroupProps) {
  const translate = useTranslate();
  const { folded } = useBuilder();
  const isOpen = !folded.has(keyOf(group));
  const count = group.rules.length;
  // Else it is the outermost, or one within `where`.
  const isRow = typeof path.at(-1) === 'number';
  const end = useDropZone(path, count);
  return (
    <Box
      role="group"
      aria-label={translate('targeting.rules.group.label', { smart_count: count })}
      data-group={keyOf(group)}
      data-path={path.length === 0 ? pathText(path) : undefined}
      sx={(theme) => ({
        borderLeft: `2px solid ${group.not ? theme.palette.error.main : theme.palette.primary.main}`,
        borderRadius: '2px 8px 8px 2px',
        backgroundColor: path.length > 0 ? theme.palette.action.hover : undefined,
        pl: { xs: 1, sm: 1.5 },
        py: path.length > 0 ? 1 : 0.25,
        pr: path.length > 0 ? 1 : 0,
      })}
    >
      <Box sx={{ position: 'relative', mb: isRow ? 1 : HINT_HEIGHT }}>
        <GroupHeader group={group} path={path} isOpen={isOpen} onRemove={onRemove} />
        <FaultText path={path} isFolded={!isOpen} />
        {!isRow && <RuleHint rule={group} path={path} />}
      </Box>
      <Collapse in={isOpen}>
        {count > 0 && (
          <Box role="list" sx={{ mb: HINT_HEIGHT }}>
            {group.rules.map((rule, index) => (
              <Box
                key={keyOf(rule)}
                role="listitem"
                aria-label={translate('targeting.rules.group.place', { place: index + 1, count })}
              >
                {index > 0 && <Connector logic={group.logic} />}
                <RuleRow rule={rule} path={[...path, 'rules', index]} />
              </Box>
            ))}
          </Box>
        )}
        <Box
          {...end.handlers}
          sx={{ borderTop: 2, borderColor: end.isOver ? 'primary.main' : 'transparent' }}
        >
          <AddRule path={path} />
        </Box>
      </Collapse>
    </Box>
  );
}
