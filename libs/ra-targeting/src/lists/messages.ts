export const listMessages = {
  resource: {
    name: 'List |||| Lists',
    fields: {
      name: 'Name',
      description: 'Description',
      customer_count: 'Customers',
      unmatched_count: 'Not customers yet',
      status: 'Status',
      updated_at: 'Changed',
    },
  },
  screens: {
    empty: {
      title: 'No lists yet',
      text: 'A list holds customers from a file or picked by hand: guests of a partner, or people never to be written to again. An address that nobody has yet is remembered until its customer appears.',
      action: 'Create the first list',
    },
  },
};
