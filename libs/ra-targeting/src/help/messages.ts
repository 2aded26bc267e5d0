export const helpMessages = {
  button: 'Segment or audience?',
  title: 'Segment or audience?',
  close: 'Close the help',
  intro:
    'Both find customers. A segment describes a group once, for everything that needs it. An audience says who gets one campaign, and who does not.',
  whenTo: 'Use it when',
  segments: {
    title: 'Segment',
    is: 'A reusable group, described by rules or as a fixed list.',
    reusable: 'the same group is needed again: every month, or in several campaigns',
    fresh: 'it should stay up to date by itself, as customers change',
    simple: 'a few rules say it all: “VIPs: score above 80”',
    library: 'you build a stock of groups that audiences are made of',
    example:
      'The monthly newsletter goes to “Newsletter Subscribers”: subscribed and active. Who subscribes today is in the next issue.',
    open: 'To the segments',
  },
  audiences: {
    title: 'Audience',
    is: 'Exactly who gets one campaign. It is frozen when the campaign is sent.',
    combine: 'several segments, lists or hand-picked customers come together',
    exclude: 'somebody must be left out: the unsubscribed, who was contacted this week, a list',
    once: 'a file is used just this once, such as the guests of a partner',
    proof: 'you want to know afterwards who got it, and why',
    example:
      'Win back VIPs: the segment “VIP Customers”, without who bought in the last 60 days and without who has been called already.',
    open: 'To the audiences',
  },
  lists: {
    title: 'And a list?',
    is: 'Customers from a file or picked by hand, such as people who are never to be written to again. Segments and audiences can name it; it does nothing by itself.',
    open: 'To the lists',
  },
  example: 'Example',
};
