export const dashboardMessages = {
  dashboard: {
    title: 'Dashboard',
    customers: 'Customers',
    reach: 'Can be reached',
    reachHint: 'active and subscribed',
    segments: 'Segments',
    audiences: 'Audiences',
    sizes: 'Segments by size',
    allSegments: 'All segments',
    sends: 'Sent last',
    noSends: 'Nothing was sent yet.',
    snapshots: 'Frozen last',
    noSnapshots: 'No snapshot was taken yet. Every send takes one.',
    attention: 'Needs a look',
    allWell: 'All is well: nothing is empty, nothing is broken.',
    concern: {
      empty: 'nobody is in it',
      uncountable: 'cannot be counted: something it refers to is gone',
      failed: 'sending has failed',
      importFailed: 'the import has failed',
      testsFail: 'its tests fail',
    },
    first: {
      title: 'Three steps to the first campaign',
      customers: {
        title: 'Bring in your customers',
        text: 'By a CSV file here, or by the API. What they do comes as events.',
        done: 'Your customers are here.',
        action: 'Import customers',
      },
      segment: {
        title: 'Begin with a segment',
        text: 'A group you use again and again, e.g. everyone who bought in the last 30 days. It keeps itself up to date.',
        action: 'Create the first segment',
      },
      campaign: {
        title: 'Send a campaign',
        text: 'To a segment as it is, or to an audience made for this one campaign: segments, lists and people, with exclusions.',
        action: 'Create a campaign',
      },
    },
  },
};
