import { CampaignDesk } from './support/campaign-desk.js';
import { Console, describeInBrowser } from './support/console.js';
import { emailOf, importPeople, nameOf, numbersOf, people } from './support/people.js';
import { reckon, unsubscribed } from './support/reckoning.js';
import { SegmentBuilder } from './support/segment-builder.js';

/*
 * A segment alone, from an empty database to the sent campaign: workflow 1, and the newsletter that is sent every month.
 */

const everyone = people(60, (number) => ({
  score: number <= 24 ? 81 : 80,
  subscribed: number % 7 !== 0,
  status: number % 10 === 0 ? 'inactive' : 'active',
}));
const without = numbersOf(everyone, ({ subscribed }) => !subscribed);

describeInBrowser('segments in campaigns, clicked through', () => {
  let shop: Console;
  let segments: SegmentBuilder;
  let campaigns: CampaignDesk;

  beforeAll(async () => {
    shop = await Console.open();
    segments = new SegmentBuilder(shop);
    campaigns = new CampaignDesk(shop);
  });
  afterAll(() => shop?.close());

  it('begins with nothing, and takes in customers', async () => {
    const { page } = shop;
    await shop.goto('/');
    await page.getByText('Begin with a segment').waitFor();
    await importPeople(shop, everyone);
    await page.getByText(emailOf(1), { exact: true }).waitFor();
    await page.reload();
    await page.getByText('1-25 of 60').waitFor();
  });

  it('workflow 1: all VIPs get the campaign', async () => {
    const vips = numbersOf(everyone, ({ score }) => score > 80);
    const expected = reckon([{ line: 'VIP Customers', who: vips }], [unsubscribed(without)]);
    const { page } = shop;

    await segments.begin('VIP Customers');
    await segments.rule(0).choose('Comparison', 'is greater than');
    await segments.rule(0).type('Value', 80);
    await segments.save('Score is greater than 80.', vips.length);
    await page.reload();
    await page.getByText('24 of 24', { exact: true }).waitFor();

    await campaigns.begin('Spring for VIPs');
    await campaigns.offersSegments({ 'VIP Customers': vips.length });
    await campaigns.toSegment('VIP Customers');
    const id = await campaigns.review();
    await campaigns.reviewSays(id, expected);
    await campaigns.send(id, 'Spring for VIPs', expected);

    await page.getByRole('link', { name: 'VIP Customers' }).click();
    await page.waitForURL(/segments\/1\/show/);
    await page.goBack();
    await campaigns.sentPageSays(id, expected);
  });

  describe('use case 1: a newsletter every month', () => {
    const newsletter = (all: typeof everyone) =>
      reckon(
        [
          {
            line: 'Newsletter Subscribers',
            who: numbersOf(all, ({ subscribed, status }) => subscribed && status === 'active'),
          },
        ],
        [unsubscribed(numbersOf(all, ({ subscribed }) => !subscribed))],
      );
    let first: number;

    it('goes to who is subscribed and active', async () => {
      const expected = newsletter(everyone);
      await segments.begin('Newsletter Subscribers');
      await segments.rule(0).about('Subscribed');
      await segments.addRule();
      await segments.rule(1).about('Status');
      await segments.rule(1).pick('Value', 'active');
      await segments.save('Subscribed is true and status is “active”.', expected.included);

      await campaigns.begin('Newsletter');
      await campaigns.toSegment('Newsletter Subscribers');
      first = await campaigns.review();
      await campaigns.reviewSays(first, expected);
      await campaigns.send(first, 'Newsletter', expected);
    });

    it('goes a month later to who is so by then, by a copy of the campaign', async () => {
      const { page } = shop;
      const newcomer = { ...everyone[0]!, number: 61 };
      const later = [
        ...everyone.map((person) => (person.number === 1 ? { ...person, subscribed: false } : person)),
        newcomer,
      ];
      const expected = newsletter(later);

      await unsubscribe(1);
      await add(61);
      await page.getByRole('menuitem', { name: 'Campaigns' }).click();
      await page
        .getByRole('row', { name: /Newsletter/ })
        .getByText('Newsletter', { exact: true })
        .click();
      await page.getByRole('button', { name: 'Duplicate' }).click();
      await page.waitForURL(/campaigns\/3$/);
      expect(await page.getByRole('combobox', { name: 'Segment' }).inputValue()).toBe(
        'Newsletter Subscribers',
      );
      await page.getByRole('textbox', { name: 'Name' }).fill('Newsletter of the next month');
      const second = await campaigns.review('Save');
      await campaigns.reviewSays(second, expected);
      await campaigns.send(second, 'Newsletter of the next month', expected);

      await page.goto(`${shop.url}/#/campaigns/${first}/show`);
      await campaigns.sentPageSays(first, newsletter(everyone));
    });
  });

  it('makes the browser complain about nothing', () => {
    expect(shop.complaints).toEqual([]);
  });

  async function unsubscribe(number: number): Promise<void> {
    const { page } = shop;
    await page.getByRole('menuitem', { name: 'Customers' }).click();
    // The page before has a search of its own.
    await page.locator('#react-admin-title', { hasText: 'Customers' }).waitFor();
    await page.getByText(/^1-\d+ of \d+$/).waitFor();
    await page.getByRole('textbox', { name: 'Search' }).fill(emailOf(number));
    await page.getByText('1-1 of 1').waitFor();
    await page.getByText(nameOf(number), { exact: true }).click();
    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByRole('combobox', { name: 'Subscribed' }).click();
    await page.getByRole('option', { name: 'Unsubscribed' }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.waitForURL(/customers\/\d+\/show/);
    await page.getByRole('definition').getByText('Unsubscribed').waitFor();
  }

  async function add(number: number): Promise<void> {
    const { page } = shop;
    await shop.toNew('Customers');
    await page.getByRole('textbox', { name: 'Name' }).fill(nameOf(number));
    await page.getByRole('textbox', { name: 'E-mail' }).fill(emailOf(number));
    await page.getByRole('combobox', { name: 'Subscribed' }).click();
    await page.getByRole('option', { name: 'Subscribed', exact: true }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.waitForURL(/customers\/\d+\/show/);
    await page.getByRole('heading', { name: nameOf(number), exact: true }).waitFor();
  }
});
