export const hintMessages = {
  title: 'Worth a look',
  said: 'Worth a look: %{smart_count} hint. %{messages} |||| Worth a look: %{smart_count} hints. %{messages}',
  inside: 'Something in this group is worth a look.',
  rule: 'Rule %{place}',
  rules: 'The rules together',
  goTo: 'Go to: %{place}',
  whole: 'The audience as a whole',
  code: {
    includes_unsubscribed:
      'Customers who have not agreed to be written to are in, too. Leave out the unsubscribed, unless this must reach everyone.',
  },
};
