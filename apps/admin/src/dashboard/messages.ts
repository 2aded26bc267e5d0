export const dashboardMessages = {
  dashboard: {
    title: 'Overview',
    customers: 'Customers',
    reach: 'Can be reached',
    reachHint: 'active and subscribed',
    segments: 'Segments',
    audiences: 'Audiences',
  },
};
