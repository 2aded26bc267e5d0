import { Toolbar } from 'react-admin';
import { CancelButton } from './CancelButton.js';
import { SaveOnceButton } from './SaveOnceButton.js';

interface FormToolbarProps {
  /** Pixels of a form that is narrower than the page. */
  width?: number;
  /** Message key of what saves. */
  save?: string;
}

/** Cancel and Save, always in reach. */
export const FormToolbar = ({ width, save }: FormToolbarProps) => (
  <Toolbar
    sx={(theme) => ({
      ...(width && { maxWidth: width }),
      gap: 1,
      justifyContent: 'flex-end',
      mt: 2,
      mx: width ? 0 : -1,
      borderTop: `1px solid ${theme.palette.divider}`,
      // On a phone react-admin lets it float over the form.
      '&&': {
        position: 'sticky',
        bottom: 0,
        zIndex: 3,
        width: 'auto',
        minHeight: 56,
        py: 0,
        px: { xs: 1, sm: width ? 0 : 2 },
        backgroundColor: theme.palette.background.default,
      },
    })}
  >
    <CancelButton />
    <SaveOnceButton label={save} />
  </Toolbar>
);
