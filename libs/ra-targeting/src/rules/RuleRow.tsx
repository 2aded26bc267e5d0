import { Box } from '@mui/material';
import { type KeyboardEvent, memo, useRef } from 'react';
import { useActions } from './BuilderContext.js';
import { DragHandle } from './DragHandle.js';
import { FaultText } from './FaultText.js';
import { RowActions } from './RowActions.js';
import { RuleBody } from './RuleBody.js';
import { RuleCount } from './RuleCount.js';
import { RuleGroup } from './RuleGroup.js';
import { RuleHint } from './RuleHint.js';
import { placeOf } from './tree/edit.js';
import { keyOf } from './tree/identity.js';
import { type Path, pathText } from './tree/path.js';
import { isGroup, type WireNode } from './tree/wire.js';
import { useDropZone } from './use-drag.js';

interface RuleRowProps {
  rule: WireNode;
  path: Path;
}

/** A rule or a group within a group: can be moved, copied and taken away. Drawn anew only when it has changed or moved. */
export const RuleRow = memo(function RuleRow({ rule, path }: RuleRowProps) {
  const { edit } = useActions();
  const row = useRef<HTMLDivElement>(null);
  const { group, index } = placeOf(path);
  const drop = useDropZone(group, index);
  const moveByKey = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    // There these keys open the choice.
    if ((event.target as Element).closest('select, [role="combobox"]')) return;
    event.preventDefault();
    event.stopPropagation();
    edit({ type: 'shift', path, by: event.key === 'ArrowUp' ? -1 : 1 });
  };
  return (
    <Box
      ref={row}
      data-node={keyOf(rule)}
      data-path={pathText(path)}
      onKeyDown={moveByKey}
      {...drop.handlers}
      sx={(theme) => ({
        position: 'relative',
        display: 'flex',
        alignItems: 'flex-start',
        gap: 0.5,
        borderRadius: 1,
        boxShadow: drop.isOver ? `0 -3px 0 -1px ${theme.palette.primary.main}` : 'none',
        ...(!isGroup(rule) && {
          border: `1px solid ${theme.palette.divider}`,
          backgroundColor: theme.palette.background.paper,
          py: 0.75,
          pr: 0.5,
        }),
      })}
    >
      <DragHandle path={path} row={row} />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        {isGroup(rule) ? (
          <RuleGroup group={rule} path={path} />
        ) : (
          <>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
              <RuleBody rule={rule} path={path} />
            </Box>
            <FaultText path={path} />
          </>
        )}
      </Box>
      {!isGroup(rule) && (
        <>
          <RuleCount path={path} />
          <RowActions rule={rule} path={path} />
        </>
      )}
      <RuleHint rule={rule} path={path} />
    </Box>
  );
}, isSame);

function isSame(before: RuleRowProps, after: RuleRowProps): boolean {
  return before.rule === after.rule && pathText(before.path) === pathText(after.path);
}
