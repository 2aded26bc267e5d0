export const uiMessages = {
  status: {
    draft: 'Draft',
    active: 'Active',
    archived: 'Archived',
    running: 'Running',
    completed: 'Completed',
    failed: 'Failed',
    undone: 'Undone',
    sending: 'Sending',
    sent: 'Sent',
  },
  count: {
    customers: '%{smart_count} customer |||| %{smart_count} customers',
    unknown: 'Cannot be counted',
    counted: 'Counted %{when}',
    never: 'Not counted yet',
  },
  kind: { segment: 'segment', list: 'list', customer: 'customer', campaign: 'campaign' },
  source: { all: 'Active customers', segment: 'Segment', list: 'List', customers: 'By hand' },
  reason: { unsubscribed: 'Unsubscribed', contacted: 'Already contacted', customers: 'By hand' },
  archive: {
    action: 'Archive',
    done: '%{smart_count} archived |||| %{smart_count} archived',
  },
};
