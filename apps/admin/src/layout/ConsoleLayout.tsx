import { Layout, type LayoutProps } from 'react-admin';
import { ConsoleAppBar } from './ConsoleAppBar.js';
import { ConsoleMenu } from './ConsoleMenu.js';

export const ConsoleLayout = (props: LayoutProps) => (
  <Layout
    {...props}
    appBar={ConsoleAppBar}
    menu={ConsoleMenu}
    appBarAlwaysOn
    sx={{
      '& .RaLayout-appFrame': { marginTop: '52px' },
      '& .RaLayout-content': { px: { xs: 1.5, md: 3 }, pb: 6, minWidth: 0 },
    }}
  />
);
