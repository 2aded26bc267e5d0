import { defaultDarkTheme, defaultLightTheme, type RaThemeOptions } from 'react-admin';
import { components } from './components.js';
import { darkPalette, lightPalette } from './palette.js';

const fontFamily =
  'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif';

const shared: RaThemeOptions = {
  shape: { borderRadius: 8 },
  sidebar: { width: 216, closedWidth: 52 },
  spacing: 8,
  typography: {
    fontFamily,
    fontSize: 14,
    htmlFontSize: 16,
    h1: { fontSize: '1.375rem', fontWeight: 600, letterSpacing: '-0.012em', lineHeight: 1.25 },
    h2: { fontSize: '1.0625rem', fontWeight: 600, letterSpacing: '-0.006em', lineHeight: 1.35 },
    h3: { fontSize: '0.9375rem', fontWeight: 600, lineHeight: 1.4 },
    h4: { fontSize: '0.875rem', fontWeight: 600 },
    h5: { fontSize: '0.875rem', fontWeight: 600 },
    h6: { fontSize: '0.9375rem', fontWeight: 600 },
    body1: { fontSize: '0.9375rem', lineHeight: 1.55 },
    body2: { fontSize: '0.875rem', lineHeight: 1.5 },
    caption: { fontSize: '0.8125rem', lineHeight: 1.45 },
    overline: {
      fontSize: '0.75rem',
      fontWeight: 600,
      letterSpacing: '0.02em',
      textTransform: 'none',
      lineHeight: 1.6,
    },
    button: { fontWeight: 550, textTransform: 'none' },
  },
};

const themeOf = (base: RaThemeOptions, palette: RaThemeOptions['palette']): RaThemeOptions => ({
  ...base,
  ...shared,
  palette,
  components: { ...base.components, ...components },
});

export const lightTheme = themeOf(defaultLightTheme, lightPalette);
export const darkTheme = themeOf(defaultDarkTheme, darkPalette);
