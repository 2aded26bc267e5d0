export const segmentMessages = {
  resource: {
    name: 'Segment |||| Segments',
    notifications: { created: 'Segment saved', updated: 'Segment saved', deleted: 'Segment deleted' },
    fields: {
      name: 'Name',
      description: 'Description',
      summary: 'In words',
      segment_type: 'Kind',
      customer_count: 'Customers',
      used_by: 'Used by',
      status: 'Status',
      updated_at: 'Changed',
    },
  },
  screens: {
    type: { dynamic: 'By rules', static: 'Fixed list' },
    typeHint: {
      dynamic: 'Follows its rules: always up to date.',
      static: 'The customers you name, until you change it.',
    },
    empty: {
      title: 'No segments yet',
      text: 'A segment is a reusable group of customers, described by rules: “VIPs: score above 80”. It is always up to date, and campaigns and audiences can use it.',
      action: 'Create the first segment',
    },
    begin: {
      title: 'Begin with…',
      text: 'Every rule can be changed afterwards.',
    },
    templates: {
      own: { name: 'Rules of your own', text: 'Begin with a single rule and go on from there.' },
      vip: { name: 'VIP customers', text: 'Score above 80.' },
      recent: { name: 'Recent buyers', text: 'Bought something in the last 30 days.' },
      lapsed: { name: 'Lapsed customers', text: 'Bought once, but not in the last 90 days.' },
      newsletter: { name: 'Newsletter subscribers', text: 'Active, and subscribed.' },
      birthday: { name: 'Birthday this month', text: 'Has a birthday in this calendar month.' },
      cart: { name: 'Left a full cart', text: 'Filled a cart this week and did not buy within two hours.' },
    },
    rules: 'Rules',
    statusHint: 'A draft can be previewed, never sent to.',
    duplicate: 'Duplicate',
    problems: 'This segment cannot be counted',
    version: 'Version %{version}, changed %{when}',
    now: 'customers now',
  },
};
