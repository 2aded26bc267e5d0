import CloseOutlined from '@mui/icons-material/CloseOutlined';
import MoreVertOutlined from '@mui/icons-material/MoreVertOutlined';
import { IconButton, Menu, MenuItem } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { useActions } from './BuilderContext.js';
import type { Edit } from './tree/edit.js';
import type { Path } from './tree/path.js';
import { isGroup, type WireNode } from './tree/wire.js';

interface RowActionsProps {
  rule: WireNode;
  path: Path;
}

export function RowActions({ rule, path }: RowActionsProps) {
  const translate = useTranslate();
  const { edit } = useActions();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const action = (name: string, change: Edit) => (
    <MenuItem
      key={name}
      dense
      onClick={() => {
        setAnchor(null);
        edit(change);
      }}
    >
      {translate(`targeting.rules.action.${name}`)}
    </MenuItem>
  );
  const label = (name: string) => translate(`targeting.rules.action.${name}`);
  return (
    <>
      <IconButton
        size="small"
        aria-label={label('more')}
        aria-haspopup="menu"
        onClick={({ currentTarget }) => setAnchor(currentTarget)}
      >
        <MoreVertOutlined fontSize="small" />
      </IconButton>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {action('copy', { type: 'copy', path })}
        {action('up', { type: 'shift', path, by: -1 })}
        {action('down', { type: 'shift', path, by: 1 })}
        {action('wrap', { type: 'wrap', path })}
        {isGroup(rule) && action('unwrap', { type: 'unwrap', path })}
      </Menu>
      <IconButton size="small" aria-label={label('remove')} onClick={() => edit({ type: 'remove', path })}>
        <CloseOutlined fontSize="small" />
      </IconButton>
    </>
  );
}
