import { type Theme, useMediaQuery } from '@mui/material';
import { FilterButton, List, SelectInput, TextInput } from 'react-admin';
import { EmptyState } from '../ui/EmptyState.js';
import { ActivityDays } from './ActivityDays.js';
import { DayFilter } from './DayFilter.js';
import { auditMessages } from './messages.js';

const choices = (group: 'kinds' | 'action') =>
  Object.keys(auditMessages.screens[group]).map((id) => ({ id, name: `targeting.audit.${group}.${id}` }));

/** On a phone only what it was: the others are added when they are wanted. */
const filtersOf = (isPhone: boolean) => [
  <SelectInput key="kind" source="kind" choices={choices('kinds')} alwaysOn />,
  <SelectInput key="action" source="action" choices={choices('action')} alwaysOn={!isPhone} />,
  <TextInput key="actor" source="actor" alwaysOn={!isPhone} />,
  <DayFilter key="from" source="from" alwaysOn={!isPhone} />,
  <DayFilter key="to" source="to" isEnd alwaysOn={!isPhone} />,
];

/** Who did what, and when: the newest first. */
export default function AuditList() {
  const isPhone = useMediaQuery((theme: Theme) => theme.breakpoints.down('sm'));
  return (
    <List
      filters={filtersOf(isPhone)}
      exporter={false}
      actions={isPhone ? <FilterButton /> : false}
      perPage={50}
      sort={{ field: '', order: 'DESC' }}
      empty={<EmptyState title="targeting.audit.empty.title" text="targeting.audit.empty.text" />}
      component="div"
    >
      <ActivityDays />
    </List>
  );
}
