export const customerMessages = {
  resources: {
    customers: {
      name: 'Customer |||| Customers',
      fields: {
        name: 'Name',
        email: 'E-mail',
        external_id: 'External id',
        status: 'Status',
        subscribed: 'Subscribed',
        score: 'Score',
        created_at: 'Added',
      },
    },
  },
  customers: {
    subscribed: { true: 'Subscribed', false: 'Unsubscribed', null: 'Never asked' },
    empty: {
      title: 'No customers yet',
      text: 'Bring them in by a CSV file or by the API; what they do comes as events.',
    },
  },
};
