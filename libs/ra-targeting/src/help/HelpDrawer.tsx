import Close from '@mui/icons-material/Close';
import { Box, Drawer, IconButton, Link, Typography } from '@mui/material';
import { useState } from 'react';
import { useCreatePath, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import { WhenToUseOne } from './WhenToUse.js';

/** When to use a segment and when an audience, beside the screen one is on. */
export default function HelpDrawer({ onClose }: { onClose: () => void }) {
  const translate = useTranslate();
  // It slides out before it is gone, and gives the focus back.
  const [isOpen, setOpen] = useState(true);
  const close = () => setOpen(false);
  return (
    <Drawer
      anchor="right"
      open={isOpen}
      onClose={close}
      slotProps={{
        paper: {
          role: 'dialog',
          'aria-modal': true,
          'aria-labelledby': 'targeting-help',
          sx: { width: 420, maxWidth: '100vw', p: 3, pt: 2 },
        },
        transition: { onExited: onClose },
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', mb: 0.5 }}>
        <Typography id="targeting-help" variant="h1" component="h2">
          {translate('targeting.help.title')}
        </Typography>
        <IconButton onClick={close} aria-label={translate('targeting.help.close')} edge="end">
          <Close />
        </IconButton>
      </Box>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 2.5 }}>
        {translate('targeting.help.intro')}
      </Typography>
      <Box sx={{ display: 'grid', gap: 2.5 }}>
        {(['segments', 'audiences'] as const).map((resource) => (
          <section key={resource}>
            <WhenToUseOne resource={resource} />
            <ToList resource={resource} onClick={close} />
          </section>
        ))}
        <section>
          <Typography variant="h2" component="h3">
            {translate('targeting.help.lists.title')}
          </Typography>
          <Typography variant="body2" sx={{ mt: 0.5, mb: 1 }}>
            {translate('targeting.help.lists.is')}
          </Typography>
          <ToList resource="lists" onClick={close} />
        </section>
      </Box>
    </Drawer>
  );
}

function ToList({ resource, onClick }: { resource: string; onClick: () => void }) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  return (
    <Link
      component={RouterLink}
      to={createPath({ resource, type: 'list' })}
      variant="body2"
      onClick={onClick}
    >
      {translate(`targeting.help.${resource}.open`)}
    </Link>
  );
}
