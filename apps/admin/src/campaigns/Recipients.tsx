import { MembersTable, type Person } from 'ra-targeting';
import { type Identifier, useTranslate } from 'react-admin';

type Recipient = Person & { customer_id: Identifier; contacted_at: string };

/** Who got a campaign. */
export function Recipients({ id }: { id: Identifier }) {
  const translate = useTranslate();
  return (
    <MembersTable<Recipient>
      path={`campaigns/${id}/recipients`}
      extra={{
        label: translate('campaigns.contacted'),
        render: ({ contacted_at: instant }) => new Date(instant).toLocaleString(),
      }}
    />
  );
}
