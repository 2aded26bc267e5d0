export const segmentMessages = {
  resource: {
    name: 'Segment |||| Segments',
    fields: {
      name: 'Name',
      description: 'Description',
      summary: 'In words',
      segment_type: 'Kind',
      customer_count: 'Customers',
      status: 'Status',
      updated_at: 'Changed',
    },
  },
  screens: {
    type: { dynamic: 'By rules', static: 'Fixed list' },
    empty: {
      title: 'No segments yet',
      text: 'A segment is a reusable group of customers, described by rules: “VIPs: score above 80”. It is always up to date, and campaigns and audiences can use it.',
      action: 'Create the first segment',
    },
  },
};
