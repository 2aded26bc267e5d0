import Close from '@mui/icons-material/Close';
import { Box, IconButton, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { type Identifier, useTranslate } from 'react-admin';
import { nameOf } from './FoundOption.js';
import type { Found } from './use-found.js';

interface PickedRowProps {
  id: Identifier;
  record?: Found;
  /** False when it was looked for and is gone. */
  isKnown: boolean;
  icon: ReactNode;
  kind: string;
  end?: ReactNode;
  /** Where it stands in the form. */
  path?: string;
  hint?: ReactNode;
  onRemove: () => void;
}

export function PickedRow({ id, record, isKnown, icon, kind, end, path, hint, onRemove }: PickedRowProps) {
  const translate = useTranslate();
  const name = record ? nameOf(record) : isKnown ? '…' : translate('targeting.picking.gone', { id });
  const below = record?.name ? record.email : undefined;
  return (
    <Box
      component="li"
      data-path={path}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        columnGap: 1.25,
        py: 0.5,
        minHeight: 44,
        borderBottom: '1px solid',
        borderColor: 'divider',
      }}
    >
      <Box sx={{ display: 'flex', color: 'text.secondary', '& svg': { fontSize: 20 } }}>{icon}</Box>
      <Box sx={{ flex: 1, minWidth: 0, lineHeight: 1.3 }}>
        <Typography
          component="span"
          sx={{ fontSize: '0.9rem', fontWeight: 550, overflowWrap: 'anywhere', mr: 1 }}
          color={isKnown ? undefined : 'error'}
        >
          {name}
        </Typography>
        <Typography
          component="span"
          variant="caption"
          color="textSecondary"
          // Goes below as a whole where it has no room beside the name.
          sx={{ display: 'inline-block', maxWidth: 1, overflowWrap: 'anywhere' }}
        >
          {below ?? translate(kind)}
          {record?.status === 'archived' && ` · ${translate('targeting.status.archived')}`}
        </Typography>
      </Box>
      {end}
      <IconButton
        size="small"
        onClick={onRemove}
        aria-label={translate('targeting.picking.remove', { name })}
        sx={{ mr: -0.75 }}
      >
        <Close fontSize="small" />
      </IconButton>
      {hint}
    </Box>
  );
}
