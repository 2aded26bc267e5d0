export const dashboardMessages = {
  dashboard: {
    title: 'Overview',
    customers: 'Customers',
    reach: 'Can be reached',
    reachHint: 'active and subscribed',
    segments: 'Segments',
    audiences: 'Audiences',
    sizes: 'Segments by size',
    noSegments: 'No segments yet.',
    sends: 'Sent last',
    noSends: 'Nothing was sent yet.',
    attention: 'Needs a look',
    allWell: 'All is well: nothing is empty, nothing is broken.',
    concern: { empty: 'nobody is in it', uncountable: 'cannot be counted', failed: 'sending has failed' },
    first: {
      title: 'Begin with a segment',
      text: 'A segment is a group you use again and again, e.g. everyone who bought in the last 30 days; it keeps itself up to date. For one particular campaign you put segments, lists and people together in an audience.',
    },
  },
};
