import {
  audiences,
  audit,
  fields,
  imports,
  lists,
  segments,
  snapshots,
  targetingDataProvider,
} from 'ra-targeting';
import { lazy } from 'react';
import { Admin, Resource } from 'react-admin';
import { campaigns } from './campaigns/index.js';
import { customers } from './customers/index.js';
import { i18nProvider } from './i18n.js';
import { ConsoleLayout } from './layout/ConsoleLayout.js';
import { darkTheme, lightTheme } from './theme/theme.js';

/** The API stands beside the console, whatever path both are served below. */
const dataProvider = targetingDataProvider(new URL('api', document.baseURI).href);

/** Loaded when it is opened, as every screen is. */
const Dashboard = lazy(() => import('./dashboard/Dashboard.js'));

export const App = () => (
  <Admin
    dataProvider={dataProvider}
    i18nProvider={i18nProvider}
    dashboard={Dashboard}
    layout={ConsoleLayout}
    lightTheme={lightTheme}
    darkTheme={darkTheme}
    disableTelemetry
  >
    <Resource {...segments} />
    <Resource {...audiences} />
    <Resource {...campaigns} />
    <Resource {...lists} />
    <Resource {...imports} />
    <Resource {...customers} />
    <Resource {...fields} />
    <Resource {...snapshots} />
    <Resource {...audit} />
  </Admin>
);
