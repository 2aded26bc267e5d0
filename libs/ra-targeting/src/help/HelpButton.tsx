import HelpOutlineOutlined from '@mui/icons-material/HelpOutlineOutlined';
import { Button, IconButton, Tooltip } from '@mui/material';
import { lazy, Suspense, useState } from 'react';
import { useTranslate } from 'react-admin';

const HelpDrawer = lazy(() => import('./HelpDrawer.js'));

/** Opens the help on when to use a segment and when an audience. In an app bar it is an icon. */
export function HelpButton({ withLabel = false }: { withLabel?: boolean }) {
  const translate = useTranslate();
  const [isOpen, setOpen] = useState(false);
  const label = translate('targeting.help.button');
  const asked = { onClick: () => setOpen(true), 'aria-haspopup': 'dialog' as const };
  return (
    <>
      {withLabel ? (
        // On a phone there is no room for it beside the icon of the app bar.
        <Button
          size="small"
          startIcon={<HelpOutlineOutlined />}
          sx={{ display: { xs: 'none', sm: 'flex' } }}
          {...asked}
        >
          {label}
        </Button>
      ) : (
        <Tooltip title={label}>
          <IconButton color="inherit" aria-label={label} {...asked}>
            <HelpOutlineOutlined />
          </IconButton>
        </Tooltip>
      )}
      {isOpen && (
        <Suspense>
          <HelpDrawer onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
