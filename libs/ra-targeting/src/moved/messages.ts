export const movedMessages = {
  entered: '%{count} came in',
  left: '%{count} left',
  nobodyEntered: 'Nobody came in.',
  nobodyLeft: 'Nobody left.',
  more: 'and %{count} more',
  why: 'Why %{name}?',
  said: '%{entered} came in, %{left} left',
};
