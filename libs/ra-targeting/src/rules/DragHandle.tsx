import DragIndicatorOutlined from '@mui/icons-material/DragIndicatorOutlined';
import { IconButton } from '@mui/material';
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import { useTranslate } from 'react-admin';
import { useBuilder } from './BuilderContext.js';
import { keyOf } from './tree/identity.js';
import type { Path } from './tree/path.js';
import type { WireNode } from './tree/wire.js';
import { beginDrag, endDrag } from './use-drag.js';

/** The rule that was moved by key: its handle takes the focus again, wherever it stands now. */
let moved: number | undefined;

interface DragHandleProps {
  rule: WireNode;
  path: Path;
  row: RefObject<HTMLElement | null>;
}

/** Moves a rule: by dragging, or by the arrow keys while it has the focus. */
export function DragHandle({ rule, path, row }: DragHandleProps) {
  const translate = useTranslate();
  const { edit } = useBuilder();
  const button = useRef<HTMLButtonElement>(null);
  const key = keyOf(rule);
  useEffect(() => {
    if (moved !== key) return;
    moved = undefined;
    button.current?.focus();
  });
  const moveByKey = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    event.stopPropagation();
    moved = key;
    edit({ type: 'shift', path, by: event.key === 'ArrowUp' ? -1 : 1 });
  };
  return (
    <IconButton
      ref={button}
      size="small"
      draggable
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
