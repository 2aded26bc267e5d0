export const listMessages = {
  resource: {
    name: 'List |||| Lists',
    notifications: { created: 'List saved', updated: 'List saved', deleted: 'List deleted' },
    fields: {
      name: 'Name',
      description: 'Description',
      customers: 'Customers',
      emails: 'Addresses',
      customer_count: 'Customers',
      unmatched_count: 'Not customers yet',
      used_by: 'Used by',
      status: 'Status',
      updated_at: 'Changed',
    },
  },
  screens: {
    now: 'customer on the list |||| customers on the list',
    unmatched:
      '%{count} address that nobody has yet is remembered. |||| %{count} addresses that nobody has yet are remembered.',
    files: 'Files',
    addCustomer: 'Add a customer by name or e-mail',
    fromFile: 'From a file',
    byHand: 'By hand',
    empty: {
      title: 'No lists yet',
      text: 'A list holds customers from a file or picked by hand: guests of a partner, or people never to be written to again. An address that nobody has yet is remembered until its customer appears.',
      action: 'Create the first list',
    },
  },
};
