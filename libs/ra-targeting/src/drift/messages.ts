export const driftMessages = {
  title: 'Since the review',
  reviewed: 'Reviewed %{when}: %{count}',
  reviewedBy: 'Reviewed %{when} by %{by}: %{count}',
  now: 'Now: %{count}',
  sent: 'Sent: %{count}',
  unmoved: 'The very same people as when it was reviewed.',
  unmovedSent: 'Exactly those who were reviewed got it.',
  who: 'Who moved, and why',
  again: 'I have seen this: review again',
  anew: 'Reviewed anew: %{count}.',
};
