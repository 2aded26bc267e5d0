import { Toolbar, SaveButton } from 'react-admin';
import { CancelButton } from './CancelButton.js';

/** Cancel and Save, always in reach. */
export const FormToolbar = () => (
  <Toolbar
    sx={(theme) => ({
      gap: 1,
      justifyContent: 'flex-end',
      mt: 2,
      mx: -1,
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
