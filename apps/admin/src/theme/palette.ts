import type { PaletteOptions } from '@mui/material/styles';

/** One accent, a pine green; warm greys; red only for what keeps people out or cannot be undone. */
export const lightPalette: PaletteOptions = {
  mode: 'light',
  primary: { main: '#0c6b58', dark: '#084c3f', light: '#dceee9', contrastText: '#ffffff' },
  secondary: { main: '#4c5650', contrastText: '#ffffff' },
  error: { main: '#b0392b' },
  warning: { main: '#8a5800' },
  info: { main: '#33658a' },
  success: { main: '#2b7348' },
  background: { default: '#f6f6f3', paper: '#ffffff' },
  text: { primary: '#1c211e', secondary: '#59625d', disabled: '#8b938e' },
  divider: '#e2e4de',
  action: { hover: 'rgba(28, 33, 30, 0.035)', selected: 'rgba(12, 107, 88, 0.09)' },
};

export const darkPalette: PaletteOptions = {
  mode: 'dark',
  primary: { main: '#63cbb0', dark: '#45a98f', light: '#1d3a33', contrastText: '#06231b' },
  secondary: { main: '#b4beb8', contrastText: '#121513' },
  error: { main: '#f08a7c' },
  warning: { main: '#e3b260' },
  info: { main: '#8fbbe0' },
  success: { main: '#7ccb98' },
  background: { default: '#121513', paper: '#1a1e1c' },
  text: { primary: '#e7eae7', secondary: '#a2aca6', disabled: '#6d7671' },
  divider: '#2c322f',
  action: { hover: 'rgba(231, 234, 231, 0.045)', selected: 'rgba(99, 203, 176, 0.13)' },
};
