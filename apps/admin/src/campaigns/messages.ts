export const campaignMessages = {
  resources: {
    campaigns: {
      name: 'Campaign |||| Campaigns',
      fields: {
        name: 'Name',
        target: 'Goes to',
        segment_id: 'Segment',
        audience_id: 'Audience',
        status: 'Status',
        recipient_count: 'Recipients',
        sent_at: 'Sent',
        created_at: 'Created',
      },
    },
  },
  campaigns: {
    empty: {
      title: 'No campaigns yet',
      text: 'A campaign goes to one segment, or to an audience built for it. When it is sent, its recipients are frozen, and each gets it once.',
      action: 'Create the first campaign',
    },
  },
};
