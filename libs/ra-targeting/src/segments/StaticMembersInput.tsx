import { Card } from '@mui/material';
import { AutocompleteArrayInput, ReferenceArrayInput, TextInput } from 'react-admin';

const lines = {
  format: (emails?: string[]) => (emails ?? []).join('\n'),
  parse: (text: string) => text.split(/[\s,;]+/).filter(Boolean),
};

/** Whom a static segment names: customers found by name, and addresses pasted. */
export const StaticMembersInput = () => (
  <Card sx={{ p: 2.5, maxWidth: 720 }}>
    <ReferenceArrayInput source="customers" reference="customers">
      <AutocompleteArrayInput optionText={nameOf} filterToQuery={(q: string) => ({ q })} />
    </ReferenceArrayInput>
    <TextInput source="emails" multiline minRows={4} format={lines.format} parse={lines.parse} />
  </Card>
);

const nameOf = ({ name, email, id }: { name?: string; email?: string; id: number }) =>
  name ?? email ?? `#${id}`;
