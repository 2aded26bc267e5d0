import { Toolbar, SaveButton } from 'react-admin';
import { CancelButton } from './CancelButton.js';

/** Cancel and Save, always in reach; at the end of a form that is narrower than the page. */
export const FormToolbar = ({ width }: { width?: number }) => (
  <Toolbar
    sx={(theme) => ({
      ...(width && { maxWidth: width }),
      gap: 1,
      justifyContent: 'flex-end',
      mt: 2,
      mx: width ? 0 : -1,
      px: { xs: 1, sm: width ? 0 : 2 },
      backgroundColor: theme.palette.background.default,
      borderTop: `1px solid ${theme.palette.divider}`,
      position: 'sticky',
      bottom: 0,
      zIndex: 3,
      minHeight: '56px !important',
    })}
  >
    <CancelButton />
    <SaveButton icon={<></>} alwaysEnable />
  </Toolbar>
);
