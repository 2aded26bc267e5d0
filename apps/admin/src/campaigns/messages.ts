export const campaignMessages = {
  resources: {
    campaigns: {
      name: 'Campaign |||| Campaigns',
      notifications: { created: 'Campaign saved', updated: 'Campaign saved', deleted: 'Campaign deleted' },
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
    review: 'Save and review',
    toSegment: 'goes to the segment',
    toAudience: 'goes to the audience',
    duplicate: 'Duplicate',
    ready: 'Ready to send?',
    readyText:
      'The recipients are counted once more and frozen at the moment of sending. Each customer gets this campaign once.',
    draft: {
      segments: 'The segment is a draft: it can be counted, but not sent to.',
      audiences: 'The audience is a draft: it can be counted, but not sent to.',
      open: 'Finish it',
      see: { segments: 'See the segment', audiences: 'See the audience' },
    },
    send: 'Send',
    sendTo: 'Send to %{count} customer |||| Send to %{count} customers',
    sending: 'Sending',
    failed: 'Sending has failed. Nobody is contacted twice when it is sent again.',
    confirm: {
      title: 'Send “%{name}” to %{count} customer? |||| Send “%{name}” to %{count} customers?',
      leftOut: '%{count} other is left out. |||| %{count} others are left out.',
      final: 'This cannot be taken back.',
      everyone: 'Nothing is included, so this goes to all active customers. I mean everyone.',
    },
    recipients: 'Recipients',
    gotIt: 'customer got it |||| customers got it',
    contacted: 'Contacted',
  },
};
