export const targetMessages = {
  title: 'Who gets it',
  kinds: { segment: 'A segment', audience: 'A custom audience' },
  hints: {
    segment: 'Everyone in one reusable group, as it is when you send.',
    audience: 'Segments, lists and people put together for this campaign, with exclusions.',
  },
  segment: 'Segment',
  audience: 'Audience',
  build: 'Build a custom audience',
  change: 'Change it',
  required: 'Pick a segment or an audience',
};
