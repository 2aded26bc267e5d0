/** What the demo shop has defined, on the wire's terms; segments, lists and campaigns are named, for want of ids. */

export interface DemoSegment {
  name: string;
  description: string;
  conditions: object;
}

const all = (...rules: object[]) => ({ logic: 'AND', rules });
const days = (last: number) => ({ last, unit: 'day' });

export const segments: DemoSegment[] = [
  {
    name: 'VIP Customers',
    description: 'Score above 80.',
    conditions: all({ field: 'score', operator: 'greater_than', value: 80 }),
  },
  {
    name: 'Recent Buyers',
    description: 'Bought something in the last 30 days.',
    conditions: all({ event: 'purchase', operator: 'did', within: days(30) }),
  },
  {
    name: 'Newsletter Subscribers',
    description: 'Active customers who want our mail.',
    conditions: all(
      { field: 'subscribed', operator: 'is_true' },
      { field: 'status', operator: 'equals', value: 'active' },
    ),
  },
  {
    name: 'Engaged Users',
    description: 'Clicked in at least two mails in the last 30 days.',
    conditions: all({
      event: 'email_clicked',
      operator: 'did',
      count: { operator: 'at_least', value: 2 },
      within: days(30),
    }),
  },
  {
    name: 'Churned Customers',
    description: 'Bought once, but not in the last half year.',
    conditions: all(
      { event: 'purchase', operator: 'did' },
      { event: 'purchase', operator: 'did_not', within: { last: 6, unit: 'month' } },
    ),
  },
  {
    name: 'Previous VIPs',
    description: 'Spent 300 or more in all, and nothing in the last 90 days.',
    conditions: all(
      {
        event: 'purchase',
        operator: 'did',
        aggregate: { function: 'sum', field: 'amount', operator: 'at_least', value: 300 },
      },
      { event: 'purchase', operator: 'did_not', within: days(90) },
    ),
  },
  {
    name: 'Purchased in last 60 days',
    description: 'To keep recent buyers out of what is meant for others.',
    conditions: all({ event: 'purchase', operator: 'did', within: days(60) }),
  },
  {
    name: 'Contacted in last 30 days',
    description: 'Got any campaign in the last 30 days.',
    conditions: all({ contacted: { within: days(30) }, operator: 'was' }),
  },
  {
    name: 'Birthday this week',
    description: 'Has a birthday in the next seven days.',
    conditions: all({
      field: 'attributes.born',
      operator: 'anniversary_in_next',
      value: { amount: 7, unit: 'day' },
    }),
  },
  {
    name: 'Left a full cart',
    description: 'Filled a cart this week and did not buy within two hours.',
    conditions: all({
      event: 'cart_filled',
      operator: 'did',
      within: days(7),
      then: { event: 'purchase', operator: 'did_not', within: { amount: 2, unit: 'hour' } },
    }),
  },
];

/** Addresses on a list: those of some customers (by their ids), and of people who are none yet. */
export interface DemoList {
  name: string;
  description: string;
  customers: number[];
  strangers: string[];
  /** Brought in by this file, if by any. */
  file?: string;
}

const every = (step: number, from: number, count: number) =>
  Array.from({ length: count }, (_, index) => from + index * step);
const strangers = (count: number, domain: string) =>
  every(1, 1, count).map((number) => `guest${number}@${domain}`);

export const lists: DemoList[] = [
  {
    name: 'Partner List',
    description: 'Guests of our partners, from their file.',
    customers: every(83, 40, 60),
    strangers: [...strangers(14, 'partner.example'), 'guest3@partner.example', 'guest15(at)partner.example'],
    file: 'Partner List.csv',
  },
  {
    name: 'Permanently Unsubscribed',
    description: 'Never to be written to again, whoever they are.',
    customers: every(41, 11, 120),
    strangers: strangers(30, 'former.example'),
  },
  {
    name: 'Already contacted',
    description: 'Lapsed VIPs whom the shop has called by phone.',
    customers: every(97, 29, 50),
    strangers: [],
  },
];

/** A file of new customers, not all of whom can be taken. */
export const newcomers = {
  name: 'newcomers.csv',
  text: `external_id,email,name,subscribed,city,plan,joined
crm-20001,amara.okafor@example.com,Amara Okafor,true,Paris,plus,2026-11-02
crm-20002,bjarne.lind@example.com,Bjarne Lind,true,Malmö,free,2026-11-09
crm-20003,carla.nunes(at)example.com,Carla Nunes,true,Lisbon,free,2026-11-11
crm-20004,deniz.aydin@example.com,Deniz Aydın,false,Berlin,pro,2026-11-15
crm-20005,elsa.lampe@example.com,Elsa Lampe,true,Vienna,free,some day
`,
};

export interface DemoAudience {
  name: string;
  description: string;
  include?: string[];
  includeLists?: string[];
  includeCustomers?: number[];
  exclude?: string[];
  excludeLists?: string[];
  excludeCustomers?: number[];
  excludeContactedWithinDays?: number;
}

export const audiences: DemoAudience[] = [
  {
    name: 'Lapsed VIP Re-engagement',
    description: 'VIPs who have not bought for two months and were not called.',
    include: ['VIP Customers'],
    exclude: ['Purchased in last 60 days'],
    excludeLists: ['Already contacted'],
  },
  {
    name: 'Event Invitees',
    description: 'VIPs, guests of our partners, and five special customers; one has confirmed already.',
    include: ['VIP Customers'],
    includeLists: ['Partner List'],
    includeCustomers: [7, 77, 777, 1777, 2777],
    excludeCustomers: [123],
  },
  {
    name: 'Win-back Campaign Q1',
    description: 'Who used to buy, was left in peace for a month and may be written to.',
    include: ['Churned Customers', 'Previous VIPs'],
    exclude: ['Contacted in last 30 days'],
    excludeLists: ['Permanently Unsubscribed'],
  },
  {
    name: 'VIPs and recent buyers',
    description: 'The best customers, without those who read everything anyway or heard of us this week.',
    include: ['VIP Customers', 'Recent Buyers'],
    exclude: ['Engaged Users'],
    excludeCustomers: [123, 456],
    excludeContactedWithinDays: 7,
  },
];

export interface DemoCampaign {
  name: string;
  target: { segment: string } | { audience: string };
  /** Sent that many days ago; a draft without. */
  sentDaysAgo?: number;
}

export const campaigns: DemoCampaign[] = [
  {
    name: 'Monthly newsletter of last month',
    target: { segment: 'Newsletter Subscribers' },
    sentDaysAgo: 36,
  },
  { name: 'Autumn sale for recent buyers', target: { segment: 'Recent Buyers' }, sentDaysAgo: 12 },
  { name: 'Early access for VIPs', target: { audience: 'VIPs and recent buyers' }, sentDaysAgo: 4 },
  { name: 'Monthly newsletter', target: { segment: 'Newsletter Subscribers' } },
  { name: 'We have missed you', target: { audience: 'Lapsed VIP Re-engagement' } },
  { name: 'An evening for our best customers', target: { audience: 'Event Invitees' } },
  { name: 'Win-back', target: { audience: 'Win-back Campaign Q1' } },
];
