import type { Locator } from 'playwright-core';
import { AudienceBuilder } from './support/audience-builder.js';
import { CampaignDesk } from './support/campaign-desk.js';
import { Console, describeInBrowser } from './support/console.js';
import { hold } from './support/hold.js';
import { csvFile, emailOf, nameOf } from './support/people.js';
import { fillShop } from './support/shop.js';

/*
 * How the builder behaves while one works in it. Of the forty customers the last eight are VIPs and every fourth is not
 * subscribed; the even ones live in Rome.
 */

const definitions = [
  ['VIPs', { field: 'score', operator: 'greater_than', value: 80 }],
  ['Rome', { field: 'attributes.city', operator: 'equals', value: 'Rome' }],
  ['Low scores', { field: 'score', operator: 'at_most', value: 25 }],
] as const;

const previews = '**/api/audiences/preview';

describeInBrowser('the audience builder', () => {
  let shop: Console;
  let audience: AudienceBuilder;
  let campaigns: CampaignDesk;

  beforeAll(async () => {
    // All of the form is in sight: what moves has not been scrolled.
    shop = await Console.open({ viewport: { width: 1440, height: 1600 } });
    audience = new AudienceBuilder(shop);
    campaigns = new CampaignDesk(shop);
    await fillShop(shop);
    for (const [name, rule] of definitions)
      await shop.api('/segments', { name, conditions: { logic: 'AND', rules: [rule] } });
    const earlier = await shop.api<{ id: number }>('/campaigns', { name: 'Earlier', segment_id: 3 });
    await shop.api(`/campaigns/${earlier.id}/send`, {});
    await shop.goto('/');
  });
  afterAll(() => shop?.close());

  const total = async (path: string) => (await shop.api<{ total: number }>(path)).total;
  const isCurrent = () => audience.preview.current.count();
  const focused = (control: Locator) => control.and(shop.page.locator(':focus')).count();

  /** Does one thing; afterwards the number is another, the focus is where it was put, and nothing has moved. */
  async function reflects(edit: () => Promise<void>, control: Locator, count: number, still: Locator[]) {
    const boxes = () => Promise.all(still.map((each) => each.boundingBox()));
    const before = await boxes();
    await edit();
    expect(await audience.preview.count()).toBe(String(count));
    expect(await focused(control)).toBe(1);
    expect(await boxes()).toEqual(before);
  }

  describe('while something is changed', () => {
    const inPlace = () => [
      audience.name,
      shop.page.getByRole('region', { name: 'Include', exact: true }).getByRole('heading'),
      shop.page.getByRole('heading', { name: 'Preview' }),
      shop.page.getByText(/^Exact, counted at/),
    ];

    it('keeps the focus and its place when something is picked, by mouse and by key', async () => {
      const search = audience.search('Add a segment');
      await audience.begin('Everything at once');
      expect(await audience.preview.count()).toBe('30');
      await reflects(() => audience.addSegment('VIPs'), search, 6, inPlace());
      const byKey = async () => {
        await shop.page.keyboard.type('Rome');
        await shop.page.getByRole('option', { name: /Rome/ }).waitFor();
        await shop.page.keyboard.press('ArrowDown');
        await shop.page.keyboard.press('Enter');
        await audience.row('Rome').waitFor();
      };
      await reflects(byKey, search, 14, [...inPlace(), audience.row('VIPs')]);
      expect(await search.inputValue()).toBe('');
    });

    it('keeps them when a switch is turned, a number is typed, a row is taken away', async () => {
      const { page } = shop;
      const all = page.getByRole('button', { name: 'all of the segments' });
      const any = page.getByRole('button', { name: 'any of the segments' });
      const labels = ['Already contacted in the last', 'Unsubscribed, and who was never asked'];
      const still = [...inPlace(), audience.days, ...labels.map((label) => page.getByText(label))];
      await reflects(() => all.click(), all, 2, still);
      await reflects(() => any.click(), any, 14, still);
      await reflects(() => audience.unsubscribed.uncheck(), audience.unsubscribed, 24, inPlace());
      await reflects(() => audience.unsubscribed.check(), audience.unsubscribed, 14, still);
      await reflects(() => audience.contacted.check(), audience.contacted, 11, still);
      await reflects(() => audience.days.fill('30'), audience.days, 11, still);
      await page.getByText('Contacted in the last 30 days').waitFor();
      await reflects(() => audience.contacted.uncheck(), audience.contacted, 14, still);
      await reflects(() => audience.remove('Rome'), audience.search('Add a segment'), 6, inPlace());
      await reflects(() => audience.name.fill('VIPs'), audience.name, 6, still);
    });

    it('keeps the focus on the button of a file, whose rows are then in', async () => {
      const button = shop.page.getByRole('button', { name: 'Import a CSV file' });
      const file = csvFile('Friends.csv', 'email', emailOf(1), emailOf(2), emailOf(33));
      await button.focus();
      await reflects(() => audience.importCsv(file), button, 8, inPlace());
      expect(await audience.report()).toEqual({ 'Customers found': '3' });
      await shop.page.getByRole('button', { name: 'Take it back' }).click();
      await audience.row('Friends.csv').waitFor({ state: 'detached' });
      expect(await audience.preview.count()).toBe('6');
    });
  });

  describe('while a file is not in yet', () => {
    const file = csvFile('Waiting.csv', 'email', emailOf(1), emailOf(2));
    const saved: string[] = [];

    beforeAll(() =>
      shop.page.on('request', (request) => {
        if (request.method() === 'POST' && request.url().endsWith('/api/audiences'))
          saved.push(request.url());
      }),
    );

    it('is not saved without a file that was chosen, until that is cancelled', async () => {
      const { page } = shop;
      await audience.choose('Import a CSV file', file);
      await audience.save();
      await page.getByText('Import it, or cancel it, before you save.').waitFor();
      await audience.section('Include').getByRole('button', { name: 'Cancel' }).click();
      await page.getByText('Import it, or cancel it, before you save.').waitFor({ state: 'detached' });
      expect(saved).toEqual([]);
    });

    it('is not saved while a file is still being imported', async () => {
      const { page } = shop;
      const upload = await hold(page, '**/import-csv');
      await audience.choose('Import a CSV file', file);
      await page.getByRole('button', { name: 'Import', exact: true }).click();
      await upload.asked;
      await audience.save();
      await page.getByText('Save once it is imported.').waitFor();
      await upload.release();
      await audience.row('Waiting.csv').waitFor();
      await page.getByText('Save once it is imported.').waitFor({ state: 'detached' });
      expect(saved).toEqual([]);
      await page.getByRole('button', { name: 'Take it back' }).click();
      await audience.row('Waiting.csv').waitFor({ state: 'detached' });
      expect(await audience.preview.count()).toBe('6');
    });
  });

  describe('while an answer is on its way', () => {
    it('shows no number as current, and moves nothing', async () => {
      const table = audience.preview.table;
      await audience.leaveOutSegment('VIPs');
      expect(await audience.preview.count()).toBe('0');
      await shop.page.locator('[data-hint]').getByText('that are included are kept out again').waitFor();
      const before = await table.boundingBox();
      const answer = await hold(shop.page, previews);
      await audience.leaveOutCustomer(nameOf(40), emailOf(40));
      await answer.asked;
      expect(await isCurrent()).toBe(0);
      await shop.page.getByRole('region', { name: 'Preview' }).getByText('Counting …').waitFor();
      expect(await shop.page.locator('[data-testid=preview-count]').textContent()).toBe('0');
      expect(await shop.page.locator('table').boundingBox()).toEqual(before);
      await answer.release();
      expect(await audience.preview.count()).toBe('0');
      await audience.remove(nameOf(40));
      await audience.section('Exclude').getByRole('button', { name: 'Remove VIPs' }).click();
      expect(await audience.preview.count()).toBe('6');
    });

    it('never lets a slower answer take the place of a newer one', async () => {
      const slow = await hold(shop.page, previews, (body) => body.includes('"exclude_unsubscribed":false'));
      const given = shop.page.waitForEvent('requestfailed');
      await audience.unsubscribed.uncheck();
      await slow.asked;
      expect(await isCurrent()).toBe(0);
      await audience.unsubscribed.check();
      expect(await audience.preview.count()).toBe('6');
      await slow.release();
      expect((await given).postData()).toContain('"exclude_unsubscribed":false');
      // Whatever comes now comes after the old answer has had its chance.
      await audience.name.fill('VIPs only');
      expect(await audience.preview.count()).toBe('6');
      expect(await shop.page.getByText('8 customers will receive it').count()).toBe(0);
    });
  });

  describe('when it cannot be counted', () => {
    it('says so, shows no number, and counts again when asked to', async () => {
      const { page } = shop;
      await page.route(previews, (route) => route.abort());
      await audience.unsubscribed.uncheck();
      await page.getByText('The server did not answer.').waitFor();
      expect(await isCurrent()).toBe(0);
      expect(await page.locator('[data-testid=preview-count]').textContent()).toBe('–');
      expect(await audience.preview.table.count()).toBe(0);
      await page.unrouteAll({ behavior: 'wait' });
      await page.getByRole('button', { name: 'Count again' }).click();
      expect(await audience.preview.count()).toBe('8');
      await audience.unsubscribed.check();
      expect(await audience.preview.count()).toBe('6');
      forgive(/net::ERR_FAILED/);
    });

    it('names the part that is gone, and counts when that is taken away', async () => {
      const { page } = shop;
      const { id } = await shop.api<{ id: number }>('/lists', { name: 'Short-lived', emails: [emailOf(1)] });
      await audience.addList('Short-lived');
      expect(await audience.preview.count()).toBe('7');
      await fetch(`${shop.url}/api/lists/${id}`, { method: 'DELETE' });
      await audience.addCustomer(nameOf(3), emailOf(3));
      await page.getByText(/^Included lists, number 1: /).waitFor();
      expect(await isCurrent()).toBe(0);
      await audience.remove('Short-lived');
      expect(await audience.preview.count()).toBe('7');
      await audience.remove(nameOf(3));
      expect(await audience.preview.count()).toBe('6');
      forgive(/status of 422/);
    });
  });

  describe('in the end', () => {
    it('Cancel asks, saves nothing, and takes back the lists that were made of files', async () => {
      const { page } = shop;
      await audience.leaveOutCsv(csvFile('Left behind.csv', 'email', emailOf(34)));
      expect(await audience.preview.count()).toBe('5');
      const closing = `window.dispatchEvent(new Event('beforeunload', { cancelable: true }))`;
      expect(await page.evaluate(closing)).toBe(false); // Who closes the window is asked.
      await cancel('dismiss');
      expect(await audience.name.inputValue()).toBe('VIPs only');
      expect(await listNames()).toContain('Left behind.csv');
      let deleted = 0;
      const all = page.waitForResponse(
        (response) => response.request().method() === 'DELETE' && ++deleted === 3,
      );
      await cancel('accept');
      await all;
      expect(await listNames()).toEqual([]);
      await page.waitForURL(/audiences$/);
      await page.getByText('No audiences yet').waitFor();
      expect(await total('/audiences')).toBe(0);
    });

    it('Save draft saves a draft, which a campaign counts but does not send to', async () => {
      const { page } = shop;
      await campaigns.begin('Too early');
      await campaigns.buildAudience();
      await audience.name.fill('Half done');
      await audience.addSegment('VIPs');
      await audience.save('Save draft');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(await shop.api('/audiences/1')).toMatchObject({ status: 'draft', is_active: false });
      const id = await campaigns.review();
      expect(await audience.preview.count()).toBe('6');
      await page.getByText('The audience is a draft').waitFor();
      expect(await page.getByRole('button', { name: /^Send/ }).isDisabled()).toBe(true);
      await expect(shop.api(`/campaigns/${id}/send`, {})).rejects.toThrow('409');

      await page.getByRole('link', { name: 'Finish it' }).click();
      await page.waitForURL(/audiences\/1$/);
      await audience.leaveOutCustomer(nameOf(39), emailOf(39));
      await audience.save();
      await page.waitForURL(/audiences\/1\/show/);
      expect(await shop.api('/audiences/1')).toMatchObject({ status: 'active', exclude_customers: [39] });
      await page.getByRole('link', { name: 'Too early' }).click();
      await page.getByRole('button', { name: 'Send to 5 customers' }).waitFor();
    });

    it('has no draft to save of what is in use, and Cancel leaves it as it was', async () => {
      const { page } = shop;
      await shop.goto('/audiences/1');
      await audience.row('VIPs').waitFor();
      expect(await page.getByRole('button', { name: 'Save draft' }).count()).toBe(0);
      const { updated_at } = await shop.api<{ updated_at: string }>('/audiences/1');
      await audience.addSegment('Rome');
      await cancel('accept');
      await page.waitForURL(/audiences\/1\/show/);
      await page.getByRole('tab', { name: 'Members' }).waitFor();
      expect(await audience.preview.count()).toBe('5');
      expect(await shop.api('/audiences/1')).toMatchObject({ include_segments: [1], updated_at });
    });

    it('Cancel over a campaign leaves the campaign as it was', async () => {
      const { page } = shop;
      await campaigns.begin('Another');
      await campaigns.toSegment('Rome');
      await campaigns.buildAudience();
      await audience.addSegment('VIPs');
      await cancel('accept');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(await total('/audiences')).toBe(1);
      await page.getByRole('button', { name: 'Save and review' }).click();
      await page.getByText('Pick a segment or an audience').waitFor();
      await page.getByRole('radio', { name: /A segment/ }).check();
      expect(await page.getByRole('combobox', { name: 'Segment' }).inputValue()).toBe('Rome');
      const id = await campaigns.review();
      expect(await shop.api(`/campaigns/${id}`)).toMatchObject({ segment_id: 2, audience_id: null });
    });

    it('says on the page of a campaign that its audience is built over a draft, before anybody sends', async () => {
      const { page } = shop;
      const conditions = { logic: 'AND', rules: [{ field: 'score', operator: 'at_least', value: 95 }] };
      const { id } = await shop.api<{ id: number }>('/segments', {
        ...{ name: 'Begun', status: 'draft', conditions },
      });
      const over = await shop.api<{ id: number }>('/audiences', { name: 'Over it', include_segments: [id] });
      const { id: campaign } = await shop.api<{ id: number }>('/campaigns', {
        ...{ name: 'Not yet', audience_id: over.id },
      });
      await shop.goto(`/campaigns/${campaign}/show`);
      await page.getByText('The segment “Begun” is a draft').waitFor();
      expect(await page.getByRole('button', { name: /^Send/ }).isDisabled()).toBe(true);
      await page.getByRole('link', { name: 'See the audience' }).click();
      await page.waitForURL(new RegExp(`audiences/${over.id}/show`));
    });
  });

  it('makes the browser complain about nothing', () => {
    expect(shop.complaints).toEqual([]);
  });

  const listNames = async () =>
    (await shop.api<{ data: { name: string }[] }>('/lists')).data.map(({ name }) => name);

  /** Leaves the builder, which asks whether that is meant. */
  async function cancel(answer: 'accept' | 'dismiss') {
    const asked = shop.page.waitForEvent('dialog').then((dialog) => dialog[answer]());
    await audience.cancel();
    await asked;
  }

  /** A failed request is complained about by the browser itself; nothing else may be. */
  function forgive(expected: RegExp) {
    expect(shop.complaints.filter((text) => !expected.test(text))).toEqual([]);
    shop.complaints.length = 0;
  }
});
