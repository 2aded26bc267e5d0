import DragIndicatorOutlined from '@mui/icons-material/DragIndicatorOutlined';
import { IconButton } from '@mui/material';
import type { KeyboardEvent, RefObject } from 'react';
import { useTranslate } from 'react-admin';
import { useActions } from './BuilderContext.js';
import type { Path } from './tree/path.js';
import { beginDrag, endDrag } from './use-drag.js';

interface DragHandleProps {
  path: Path;
  row: RefObject<HTMLElement | null>;
}

/** Moves a rule: by dragging, or by the arrow keys while it has the focus. */
export function DragHandle({ path, row }: DragHandleProps) {
  const translate = useTranslate();
  const { edit } = useActions();
  const moveByKey = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    event.stopPropagation();
    edit({ type: 'shift', path, by: event.key === 'ArrowUp' ? -1 : 1 });
  };
  return (
    <IconButton
      size="small"
      draggable
      data-focus="handle"
      aria-label={translate('targeting.rules.action.drag')}
      onKeyDown={moveByKey}
      onDragStart={(event) => {
        beginDrag(path);
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', '');
        if (row.current) event.dataTransfer.setDragImage(row.current, 8, 8);
      }}
      onDragEnd={endDrag}
      sx={{ cursor: 'grab', color: 'text.disabled', mt: '3px', px: 0.25 }}
    >
      <DragIndicatorOutlined fontSize="small" />
    </IconButton>
  );
}
