import { AudienceBuilder } from './support/audience-builder.js';
import { CampaignDesk } from './support/campaign-desk.js';
import { Console, describeInBrowser } from './support/console.js';
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
import { fromList, inSegment, leftOutByHand, reckon, unsubscribed } from './support/reckoning.js';
import { SegmentBuilder } from './support/segment-builder.js';

/*
 * Workflow 2: four segments, an audience of two of them without the third, without two customers, without who was contacted
 * this week, with a file. 2,000 customers, of whom everything follows from their number.
 */

const has = (number: number, ...ranges: [number, number][]) =>
  ranges.some(([from, to]) => number >= from && number <= to);

const everyone = people(2000, (number) => ({
  score: number <= 890 ? 80.5 : 80,
  subscribed: !has(number, [500, 503], [600, 604], [1700, 1750]),
  bought: [
    ...(has(number, [851, 1306]) ? [{ daysAgo: 29, amount: 10 }] : []),
    ...(has(number, [504, 527], [600, 602], [700, 711], [1800, 1810]) ? [{ daysAgo: 200, amount: 10 }] : []),
  ],
  clicked: has(number, [500, 579], [1500, 1600]) ? [2, 3] : number === 20 ? [3] : [],
}));

const vips = numbersOf(everyone, ({ score }) => score > 80);
const recent = numbersOf(everyone, boughtWithin(30));
const engaged = numbersOf(everyone, ({ clicked }) => clicked.filter((days) => days <= 30).length >= 2);
const churned = numbersOf(everyone, (person) => boughtWithin(Infinity)(person) && !boughtWithin(180)(person));
const without = numbersOf(everyone, ({ subscribed }) => !subscribed);
const special = [...range(1, 60), ...range(1307, 1346)];

describeInBrowser('workflow 2, clicked through', () => {
  let shop: Console;
  let segments: SegmentBuilder;
  let audience: AudienceBuilder;
  let campaigns: CampaignDesk;

  beforeAll(async () => {
    shop = await Console.open();
    segments = new SegmentBuilder(shop);
    audience = new AudienceBuilder(shop);
    campaigns = new CampaignDesk(shop);
    await importPeople(shop, everyone);
    await ingestDeeds(shop, everyone);
  });
  afterAll(() => shop?.close());

  const earlier = reckon([{ line: 'Churned Customers', who: churned }], [unsubscribed(without)]);
  const expected = reckon(
    [
      { line: 'VIP Customers', who: vips },
      { line: 'Recent Buyers', who: recent },
      fromList('Special VIP List.csv', special),
    ],
    [
      inSegment('Engaged Users', engaged),
      leftOutByHand([123, 456]),
      unsubscribed(without),
      { line: 'Contacted in the last 7 days', who: earlier.who },
    ],
  );

  it('builds four segments', async () => {
    await segments.begin('VIP Customers', /^VIP customers/);
    await segments.save('Score is greater than 80.', vips.length);

    await segments.begin('Recent Buyers', /^Recent buyers/);
    await segments.save('Did “purchase” in the last 30 days.', recent.length);

    await segments.begin('Engaged Users');
    await segments.rule(0).about('Email clicked');
    await segments.rule(0).choose('How often or how much', 'a number of times');
    await segments.save('Did “email clicked” at least 2 times in the last 30 days.', engaged.length);

    await segments.begin('Churned Customers', /^Lapsed customers/);
    await segments.rule(1).type('Amount', 180);
    await segments.save('Did “purchase” and did not do “purchase” in the last 180 days.', churned.length);
  });

  it('sends an earlier campaign to one of them', async () => {
    await campaigns.begin('We miss you');
    await campaigns.offersSegments({
      'Churned Customers': churned.length,
      'Engaged Users': engaged.length,
      'Recent Buyers': recent.length,
      'VIP Customers': vips.length,
    });
    await campaigns.toSegment('Churned Customers');
    const id = await campaigns.review();
    await campaigns.reviewSays(id, earlier);
    await campaigns.send(id, 'We miss you', earlier);
  });

  it('builds the audience, whose preview is that of the API and of a head count', async () => {
    expect(expected.final).toBe(1247);
    await audience.begin('Win-back VIP Campaign');
    await audience.addSegment('VIP Customers');
    expect(await audience.preview.count()).toBe('881');
    await audience.addSegment('Recent Buyers');
    await audience.leaveOutSegment('Engaged Users');
    await audience.leaveOutCustomer(nameOf(123));
    await audience.leaveOutCustomer(nameOf(456), emailOf(456));
    await audience.leaveOutContacted(7);
    await audience.importCsv(
      csvFile(
        'Special VIP List.csv',
        'Name,E-mail',
        ...special.map((number) => `"Doe, No ${number}",${emailOf(number)}`),
        'x,stranger@example.com',
        'y,no address',
        `z,${emailOf(1).toUpperCase()}`,
      ),
    );
    expect(await audience.report()).toEqual({
      'Customers found': '100',
      'Twice in the file': '1',
      'Not customers yet, remembered': '1',
      Rejected: '1',
    });
    await audience.preview.says(
      expected,
      await shop.api<PreviewAnswer>('/audiences/preview', await definition()),
    );
  });

  it('shows at each line of the form what it brings or keeps out', async () => {
    const numbers = async (section: 'Include' | 'Exclude', ...rows: string[]) =>
      Promise.all(
        rows.map(
          async (name) =>
            /\S+$/.exec(
              await audience.section(section).getByRole('listitem').filter({ hasText: name }).innerText(),
            )![0],
        ),
      );
    expect(await numbers('Include', 'VIP Customers', 'Recent Buyers', 'Special VIP List.csv')).toEqual([
      '890',
      '456',
      '100',
    ]);
    expect(await numbers('Exclude', 'Engaged Users')).toEqual(['−80']);
  });

  it('is saved, is there again, and shows who is in', async () => {
    const { page } = shop;
    await audience.save();
    await page.waitForURL(/audiences\/1\/show/);
    await audience.isLeft();
    const answer = await shop.api<PreviewAnswer>('/audiences/preview', await definition());
    await audience.preview.says(expected, answer);
    await page.reload();
    await audience.preview.says(expected, answer);
    await page.getByRole('tab', { name: 'Members' }).click();
    await page.getByText('50 of 1,247', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.getByText('100 of 1,247', { exact: true }).waitFor();
    const members = await shop.api<{ total: number }>('/audiences/1/members');
    expect(members.total).toBe(expected.final);
    await page.goBack();
    await audience.preview.says(expected, answer);
  });

  it('is used in a campaign, which reaches exactly these', async () => {
    const { page } = shop;
    await page.getByRole('link', { name: 'Use in a campaign' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Win-back VIP Campaign');
    expect(await page.getByRole('combobox', { name: 'Audience' }).inputValue()).toBe('Win-back VIP Campaign');
    const id = await campaigns.review();
    await campaigns.reviewSays(id, expected);
    await campaigns.send(id, 'Win-back VIP Campaign', expected);
    await page.getByRole('menuitem', { name: 'Campaigns' }).click();
    await page.getByRole('row', { name: /Win-back VIP Campaign.*1,247/ }).waitFor();
  });

  it('makes the browser complain about nothing', () => {
    expect(shop.complaints).toEqual([]);
  });

  /** The audience as it is meant to be, for the API. */
  async function definition() {
    const idsOf = async (path: string) => {
      const { data } = await shop.api<{ data: { id: number; name: string }[] }>(path);
      return (name: string) => data.find((one) => one.name === name)!.id;
    };
    const [segment, list] = [await idsOf('/segments'), await idsOf('/lists')];
    const [a, b] = [await idsOf(`/customers?q=${emailOf(123)}`), await idsOf(`/customers?q=${emailOf(456)}`)];
    return {
      include_segments: [segment('VIP Customers'), segment('Recent Buyers')],
      include_lists: [list('Special VIP List.csv')],
      exclude_segments: [segment('Engaged Users')],
      exclude_customers: [a(nameOf(123)), b(nameOf(456))],
      exclude_contacted_within_days: 7,
    };
  }
});
