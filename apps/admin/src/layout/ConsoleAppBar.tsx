import { HelpButton } from 'ra-targeting';
import { AppBar, LoadingIndicator, TitlePortal, ToggleThemeButton, useTranslate } from 'react-admin';

export const ConsoleAppBar = () => (
  <AppBar
    color="inherit"
    elevation={0}
    alwaysOn
    userMenu={false}
    toolbar={
      <>
        <HelpButton />
        <ToggleThemeButton />
        <BusySign />
      </>
    }
    sx={(theme) => ({
      backgroundColor: theme.palette.background.default,
      color: theme.palette.text.primary,
      borderBottom: `1px solid ${theme.palette.divider}`,
      '& .RaAppBar-toolbar': { minHeight: 52, color: 'inherit' },
      // Its text lies in a span of its own, which would be cut off.
      '& #react-admin-title > span': {
        maxWidth: '100%',
        verticalAlign: 'bottom',
        overflow: 'hidden',
        textOverflow: 'ellipsis',
        whiteSpace: 'nowrap',
      },
    })}
  >
    <TitlePortal component="h1" variant="h6" />
  </AppBar>
);

/** What turns while something is loading also says so. */
function BusySign() {
  const translate = useTranslate();
  return <LoadingIndicator aria-label={translate('ra.page.loading')} />;
}
