import CloseOutlined from '@mui/icons-material/CloseOutlined';
import MoreVertOutlined from '@mui/icons-material/MoreVertOutlined';
import { IconButton, Menu, MenuItem } from '@mui/material';
import { lazy, Suspense, useState } from 'react';
import { useTranslate } from 'react-admin';
import { useActions, useScope } from './BuilderContext.js';
import { fieldOf } from './subjects.js';
import type { Edit } from './tree/edit.js';
import type { Path } from './tree/path.js';
import { isGroup, type WireNode } from './tree/wire.js';

const AboutField = lazy(() => import('../fields/AboutField.js'));

interface RowActionsProps {
  rule: WireNode;
  path: Path;
}

export function RowActions({ rule, path }: RowActionsProps) {
  const translate = useTranslate();
  const { edit } = useActions();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [isAsked, setAsked] = useState(false);
  const asked = fieldOf(rule, useScope());
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
        {asked && (
          <MenuItem
            dense
            onClick={() => {
              setAnchor(null);
              setAsked(true);
            }}
          >
            {translate('targeting.fields.about', { name: asked.field.label })}
          </MenuItem>
        )}
      </Menu>
      <IconButton size="small" aria-label={label('remove')} onClick={() => edit({ type: 'remove', path })}>
        <CloseOutlined fontSize="small" />
      </IconButton>
      {isAsked && asked && (
        <Suspense>
          <AboutField at={asked} onClose={() => setAsked(false)} />
        </Suspense>
      )}
    </>
  );
}
