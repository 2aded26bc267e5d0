import { AudienceBuilder } from './support/audience-builder.js';
import { CampaignDesk } from './support/campaign-desk.js';
import { Console, describeInBrowser } from './support/console.js';
import { ListDesk } from './support/list-desk.js';
import {
  boughtWithin,
  csvFile,
  emailOf,
  importPeople,
  ingestDeeds,
  nameOf,
  numbersOf,
  people,
  range,
} from './support/people.js';
import type { PreviewAnswer } from './support/preview.js';
import {
  fromList,
  inSegment,
  leftOutByHand,
  onList,
  pickedByHand,
  reckon,
  type Reckoning,
  unsubscribed,
} from './support/reckoning.js';
import { SegmentBuilder } from './support/segment-builder.js';

/*
 * The use cases that need an audience, one after the other on one database: who got an invitation in the second has been
 * contacted lately in the third. Of 200 customers everything follows from their number.
 */

const everyone = people(200, (number) => ({
  score: number <= 90 ? 95 : 20,
  subscribed: number % 13 !== 0,
  bought: [
    ...(number % 3 === 0 ? [{ daysAgo: 10, amount: 20 }] : []),
    ...(number % 3 === 1 ? [{ daysAgo: 100, amount: 20 }] : []),
    ...(number > 120 ? [{ daysAgo: 200, amount: 400 }] : []),
  ],
}));

const spent = ({ bought }: (typeof everyone)[number]) => bought.reduce((sum, { amount }) => sum + amount, 0);
const vips = numbersOf(everyone, ({ score }) => score > 80);
const buyers = numbersOf(everyone, boughtWithin(60));
const churned = numbersOf(everyone, (person) => person.bought.length > 0 && !boughtWithin(90)(person));
const previousVips = numbersOf(everyone, (person) => spent(person) >= 400);
const without = numbersOf(everyone, ({ subscribed }) => !subscribed);

describeInBrowser('use cases of audiences, clicked through', () => {
  let shop: Console;
  let segments: SegmentBuilder;
  let audience: AudienceBuilder;
  let campaigns: CampaignDesk;
  let lists: ListDesk;
  /** Who was reached so far. */
  const reached = new Set<number>();

  beforeAll(async () => {
    shop = await Console.open();
    segments = new SegmentBuilder(shop);
    audience = new AudienceBuilder(shop);
    campaigns = new CampaignDesk(shop);
    lists = new ListDesk(shop);
    await importPeople(shop, everyone);
    await ingestDeeds(shop, everyone);
    await segments.begin('VIP Customers', /^VIP customers/);
    await segments.save('Score is greater than 80.', vips.length);
  });
  afterAll(() => shop?.close());

  /** From the saved audience to its campaign, reviewed and sent. */
  async function sendFromItsPage(name: string, expected: Reckoning) {
    await shop.page.getByRole('link', { name: 'Use in a campaign' }).click();
    await shop.page.getByRole('textbox', { name: 'Name' }).fill(name);
    await review(name, expected);
  }

  async function review(name: string, expected: Reckoning) {
    const id = await campaigns.review();
    await campaigns.reviewSays(id, expected);
    await campaigns.send(id, name, expected);
    for (const one of expected.who) reached.add(one);
  }

  /** The audience as it was saved, counted by the API. */
  async function counted(id: number): Promise<PreviewAnswer> {
    return shop.api<PreviewAnswer>('/audiences/preview', await shop.api<object>(`/audiences/${id}`));
  }

  it('use case 2: lapsed VIPs, but for buyers of the last 60 days and those on a list', async () => {
    const already = [...range(1, 12), ...range(85, 100)];
    const expected = reckon(
      [{ line: 'VIP Customers', who: vips }],
      [
        inSegment('Purchased in last 60 days', buyers),
        onList('Already contacted', already),
        unsubscribed(without),
      ],
    );
    await segments.begin('Purchased in last 60 days', /^Recent buyers/);
    await segments.rule(0).type('Amount', 60);
    await segments.save('Did “purchase” in the last 60 days.', buyers.length);
    await lists.create('Already contacted', already.map(emailOf));

    await audience.begin('Lapsed VIP Re-engagement');
    await audience.addSegment('VIP Customers');
    await audience.leaveOutSegment('Purchased in last 60 days');
    await audience.leaveOutList('Already contacted');
    expect(await audience.preview.count()).toBe(String(expected.final));
    await audience.save();
    await shop.page.waitForURL(/audiences\/1\/show/);
    await audience.isLeft();
    await audience.preview.says(expected, await counted(1));
    await sendFromItsPage('Come back', expected);
  });

  it('use case 3: VIPs, a partner’s file and five by hand, without who has confirmed', async () => {
    const partner = [...range(80, 105), 150];
    const guests = [111, 112, 113, 114, 5];
    const expected = reckon(
      [{ line: 'VIP Customers', who: vips }, fromList('Partner List.csv', partner), pickedByHand(guests)],
      [leftOutByHand([23]), unsubscribed(without)],
    );
    const { page } = shop;
    await campaigns.begin('Event invitation');
    await campaigns.buildAudience();
    await audience.name.fill('Event Invitees');
    await audience.addSegment('VIP Customers');
    await audience.importCsv(csvFile('Partner List.csv', 'email', ...partner.map(emailOf)));
    for (const guest of guests) await audience.addCustomer(nameOf(guest), emailOf(guest));
    await audience.leaveOutCustomer(nameOf(23), emailOf(23));
    await audience.preview.count();
    expect(await audience.report()).toEqual({ 'Customers found': String(partner.length) });
    await audience.save();
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    expect(await page.getByRole('combobox', { name: 'Audience' }).inputValue()).toBe('Event Invitees');
    expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Event invitation');
    await review('Event invitation', expected);
    // The campaign's own contacts do not count against its audience.
    expect((await counted(2)).count).toBe(expected.final);
  });

  it('use case 4: churned customers and previous VIPs, none contacted lately, none unsubscribed for good', async () => {
    const gone = [...range(150, 160), 101];
    const lately = [...reached];
    await segments.begin('Churned Customers', /^Lapsed customers/);
    await segments.save('Did “purchase” and did not do “purchase” in the last 90 days.', churned.length);
    await segments.begin('Previous VIPs');
    await segments.rule(0).about('Purchase');
    await segments.rule(0).choose('How often or how much', 'with an amount');
    await segments.rule(0).type('Value', 400);
    await segments.rule(0).choose('When', 'at any time');
    await segments.save('Total amount of “purchase” is at least 400.', previousVips.length);
    await segments.begin('Contacted in last 30 days');
    await segments.rule(0).about('Contacted');
    await segments.rule(0).choose('Comparison', 'was');
    await segments.save('Was contacted in the last 30 days.', lately.length);
    await lists.create(
      'Permanently Unsubscribed',
      [],
      csvFile('unsubscribed.csv', 'email', ...gone.map(emailOf)),
    );

    const expected = reckon(
      [
        { line: 'Churned Customers', who: churned },
        { line: 'Previous VIPs', who: previousVips },
      ],
      [
        inSegment('Contacted in last 30 days', lately),
        onList('Permanently Unsubscribed', gone),
        unsubscribed(without),
      ],
    );
    await audience.begin('Win-back Campaign Q1');
    await audience.addSegment('Churned Customers');
    await audience.addSegment('Previous VIPs');
    await audience.leaveOutSegment('Contacted in last 30 days');
    await audience.leaveOutList('Permanently Unsubscribed');
    await audience.save();
    await shop.page.waitForURL(/audiences\/3\/show/);
    await audience.isLeft();
    await audience.preview.says(expected, await counted(3));
    await sendFromItsPage('Win-back Q1', expected);
  });

  it('makes the browser complain about nothing', () => {
    expect(shop.complaints).toEqual([]);
  });
});
