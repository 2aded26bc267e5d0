export const overlapMessages = {
  title: 'Compare segments',
  compare: 'Compare',
  intro:
    'Who is in which of them, exactly. Every customer is counted in one place: in just those segments whose dots are filled.',
  add: 'Add a segment',
  most: 'These are %{count}: more cannot be compared at once.',
  fewest: 'Choose at least two segments to see who is in both, and who in only one.',
  tooMany: 'Choose up to %{count} segments to compare',
  tooFew: 'Choose another segment to compare with',
  plot: 'How the segments overlap',
  union: '%{count} customer is in one of them or more |||| %{count} customers are in one of them or more',
  size: '%{count} customer (%{share}) |||| %{count} customers (%{share})',
  nobody: 'Nobody is in any of them.',
  choose: 'Choose a bar to see who it stands for. With the arrow keys you go from one to the next.',
  make: 'Make a segment of these',
  rest: 'Draw the smallest one too |||| Draw the %{smart_count} smaller ones too',
  numbers: 'The same in numbers',
  column: { region: 'In just these', customers: 'Customers', share: 'Share' },
  region: {
    all: 'In all: %{names}',
    only: 'Only in %{names}',
    some: 'In %{names}, and not in %{others}',
  },
  reading: {
    same: '“%{a}” and “%{b}” have the very same customers.',
    within: 'Everyone in “%{a}” is also in “%{b}”.',
    apart: '“%{a}” and “%{b}” have nobody in common.',
    share: '“%{a}” and “%{b}” have most in common: %{share} of those in either are in both.',
  },
};

export const similarMessages = {
  title: 'Similar segments',
  none: 'No other segment has these customers.',
  share: '%{share} the same',
  both: '%{both} of its %{count} are in this one too',
  same: 'The very same customers: one of the two is enough.',
  nearly: 'Nearly the same customers: is one of the two enough?',
  compare: 'Compare',
};

export const usageMessages = {
  title: 'Used by',
  none: 'Nothing uses it yet.',
  segments: 'Segments',
  audiences: 'Audiences',
  campaigns: 'Campaigns not sent yet',
};
