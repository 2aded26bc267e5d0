export const pasteMessages = {
  label: 'Paste addresses or ids',
  hint: 'As many as you like, divided by lines, commas or spaces.',
  find: 'Find and add',
  pending: 'Press “Find and add” first, or empty this field.',
  found: '%{smart_count} found and added.',
  left: 'One was not found: |||| %{smart_count} were not found:',
  outcome: {
    email: '– no customer has this address yet',
    id: '– no customer has this id',
    ambiguous: '– is the id of one customer and the external id of another: search for the one you mean',
    invalid: '– is neither an e-mail address nor an id',
  },
  remember:
    'Remember the address for when its customer appears |||| Remember the %{smart_count} addresses for when their customers appear',
  remembered: 'Remembered addresses',
  address: 'whoever has this address, now or later',
};
