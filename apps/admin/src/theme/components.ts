import type { CheckboxProps } from '@mui/material';
import type { Components, Theme } from '@mui/material/styles';

type Styles = Components<Theme>;

/** React-admin labels the frame of a check box; what is read out is the label of the input in it. */
const labelledInput: CheckboxProps['slotProps'] = {
  root: () => ({ 'aria-label': undefined }),
  input: (owner) => ({ 'aria-label': (owner as { 'aria-label'?: string })['aria-label'] }),
};

const buttons: Styles = {
  MuiButton: {
    defaultProps: { disableElevation: true },
    styleOverrides: { root: { whiteSpace: 'nowrap', borderRadius: 7 } },
  },
  MuiChip: { styleOverrides: { root: { borderRadius: 6, fontWeight: 500 }, sizeSmall: { height: 22 } } },
  MuiCheckbox: { defaultProps: { size: 'small', slotProps: labelledInput } },
  MuiTooltip: { defaultProps: { arrow: true, enterDelay: 300 } },
};

const inputs: Styles = {
  MuiTextField: { defaultProps: { variant: 'outlined', size: 'small', margin: 'dense', fullWidth: true } },
  MuiFormControl: { defaultProps: { variant: 'outlined', size: 'small', margin: 'dense', fullWidth: true } },
  MuiOutlinedInput: {
    styleOverrides: {
      root: ({ theme }) => ({
        backgroundColor: theme.palette.background.paper,
        '& .MuiOutlinedInput-notchedOutline': { borderColor: theme.palette.divider },
      }),
    },
  },
};

/** For those who ask for it, nothing moves but what says that something is under way. Animations end at once, for some wait for that. */
const still = {
  '*:not([role=progressbar], [role=progressbar] *), *::before, *::after': {
    animationDuration: '0.01ms !important',
    animationIterationCount: '1 !important',
    transition: 'none !important',
  },
};

const surfaces: Styles = {
  MuiCssBaseline: {
    styleOverrides: (theme: Theme) => ({
      body: { fontVariantNumeric: 'tabular-nums', backgroundColor: theme.palette.background.default },
      '@media (prefers-reduced-motion: reduce)': still,
    }),
  },
  MuiPaper: {
    defaultProps: { elevation: 0 },
    styleOverrides: { root: { backgroundImage: 'none' } },
  },
  MuiAppBar: { defaultProps: { elevation: 0 }, styleOverrides: { root: { boxShadow: 'none' } } },
  MuiCard: {
    styleOverrides: { root: ({ theme }) => ({ border: `1px solid ${theme.palette.divider}` }) },
  },
  MuiMenu: {
    styleOverrides: {
      paper: ({ theme }) => ({ border: `1px solid ${theme.palette.divider}`, boxShadow: theme.shadows[6] }),
    },
  },
  MuiTableCell: {
    styleOverrides: {
      root: ({ theme }) => ({ borderColor: theme.palette.divider, paddingTop: 10, paddingBottom: 10 }),
      head: ({ theme }) => ({
        color: theme.palette.text.secondary,
        fontSize: '0.8125rem',
        fontWeight: 500,
        backgroundColor: theme.palette.background.paper,
      }),
    },
  },
  MuiTableRow: { styleOverrides: { root: { '&:last-child > td': { borderBottom: 0 } } } },
};

/** On a phone, react-admin gives toolbars a ground of their own. */
const plain = { '&&': { backgroundColor: 'transparent' } };

/** Names of react-admin's own components are not among MUI's. */
const reactAdmin = {
  RaLayout: {
    styleOverrides: {
      // A phone is narrower than what the content would like.
      root: { minWidth: 0 },
    },
  },
  RaTopToolbar: { styleOverrides: { root: plain } },
  RaListToolbar: { styleOverrides: { root: plain } },
  RaMenuItemLink: {
    styleOverrides: {
      root: ({ theme }: { theme: Theme }) => ({
        margin: '1px 8px',
        padding: '6px 10px',
        borderRadius: 7,
        color: theme.palette.text.secondary,
        fontSize: '0.875rem',
        '& .RaMenuItemLink-icon': { minWidth: 30, color: 'inherit' },
        '&.RaMenuItemLink-active': {
          color: theme.palette.primary.main,
          backgroundColor: theme.palette.action.selected,
          fontWeight: 550,
        },
      }),
    },
  },
};

export const components = { ...buttons, ...inputs, ...surfaces, ...reactAdmin } as Styles;
