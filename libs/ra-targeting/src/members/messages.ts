export const memberMessages = {
  title: 'Members',
  search: 'Search by name or e-mail',
  name: 'Name',
  email: 'E-mail',
  sources: 'Brought in by',
  none: 'Nobody is in.',
  noneFound: 'Nobody found.',
  more: 'Show more',
  shown: '%{shown} of %{total}',
  why: 'Why?',
};
