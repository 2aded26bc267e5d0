export const audienceMessages = {
  resource: {
    name: 'Audience |||| Audiences',
    fields: {
      name: 'Name',
      description: 'Description',
      audience_type: 'Made of',
      customer_count: 'Customers',
      status: 'Status',
      updated_at: 'Changed',
    },
  },
  screens: {
    type: {
      all: 'All active customers',
      segment: 'Segments',
      list: 'Lists',
      manual: 'Picked by hand',
      combined: 'Several sources',
    },
    empty: {
      title: 'No audiences yet',
      text: 'An audience says exactly who gets one campaign: segments, lists and customers by hand, without those who are to be left in peace. It is frozen when the campaign is sent.',
      action: 'Create the first audience',
    },
  },
};
