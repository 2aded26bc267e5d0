import { Divider } from '@mui/material';
import { Menu } from 'react-admin';

/** In the order of the work: who, for what, from where; and what was done. */
export const ConsoleMenu = () => (
  <Menu sx={{ pt: 1.5 }}>
    <Menu.DashboardItem />
    <Menu.ResourceItem name="segments" />
    <Menu.ResourceItem name="audiences" />
    <Menu.ResourceItem name="campaigns" />
    <Divider sx={{ my: 1, mx: 2 }} />
    <Menu.ResourceItem name="lists" />
    <Menu.ResourceItem name="imports" />
    <Menu.ResourceItem name="customers" />
    <Menu.ResourceItem name="fields" />
    <Divider sx={{ my: 1, mx: 2 }} />
    <Menu.ResourceItem name="audit" />
  </Menu>
);
