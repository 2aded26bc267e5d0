import { Console, describeInBrowser } from './support/console.js';
import { scoreAbove } from './support/rules.js';
import { fillShop } from './support/shop.js';

describeInBrowser('the activity in the console', () => {
  let shop: Console;
  let recipients: number;

  beforeAll(async () => {
    shop = await Console.open();
    await fillShop(shop);
    await shop.api('/segments', { name: 'Best', conditions: scoreAbove(80) });
    await shop.api('/segments', { name: 'Others', conditions: scoreAbove(10) });
    await shop.api('/segments/1', { conditions: scoreAbove(90) }, 'PUT');
    await shop.api('/audiences', { name: 'Letter', include_segments: [1] });
    await shop.api('/lists', { name: 'Guests', customers: [1] });
    await shop.api('/campaigns', { name: 'Spring', segment_id: 2 });
    await shop.api('/campaigns/1', { segment_id: 1 }, 'PUT');
    const sent = await shop.api<{ recipient_count: number }>('/campaigns/1/send', {});
    recipients = sent.recipient_count;
  });
  afterAll(() => shop?.close());

  const lines = () =>
    shop.page
      .getByRole('main')
      .getByRole('listitem')
      .filter({ has: shop.page.locator('time') });

  it('tells in sentences what was done, and leads to what it was done to', async () => {
    const { page } = shop;
    await shop.goto('/');
    await page.getByRole('menuitem', { name: 'Activity' }).click();
    await page.getByText('Created the list Guests').waitFor();
    await page.getByRole('heading', { name: 'Today' }).waitFor();
    const changed = lines().filter({ hasText: 'Changed the segment Best' });
    expect(await changed.innerText()).toContain(
      'Changed: score is greater than 80 → score is greater than 90',
    );
    expect(await shop.seriousIssues()).toEqual([]);
    await changed.getByRole('link', { name: 'Best' }).click();
    await page.waitForURL(/segments\/1\/show/);
  });

  it('tells where a campaign went, and how many it reached', async () => {
    await shop.goto('/audit');
    const sent = lines().filter({ hasText: 'Sent the campaign Spring' });
    expect(await sent.innerText()).toContain(`${recipients} recipients`);
    const changed = lines().filter({ hasText: 'Changed the campaign Spring' });
    expect(await changed.innerText()).toContain('Changed: goes to segment “Others” → goes to segment “Best”');
  });

  it('shows that of one thing alone from its page, and opens again', async () => {
    const { page } = shop;
    await shop.goto('/segments/1/show/history');
    await page.getByRole('link', { name: 'Activity' }).click();
    await page.getByText('Only of one segment').waitFor();
    await page.getByText('Changed the segment Best').waitFor();
    expect(await lines().count()).toBe(2);
    await page.getByRole('button', { name: 'Only of one segment' }).press('Delete');
    await page.getByText('Created the segment Others').waitFor();
  });

  it('takes a day key by key', async () => {
    const { page } = shop;
    await shop.goto('/audit');
    await page.getByLabel('From').pressSequentially('11252020');
    expect(await page.getByLabel('From').inputValue()).toBe('2020-11-25');
    await page.waitForURL(/2020-11-2[456]T/);
    await page.getByText('Created the segment Others').waitFor();
  });

  it('filters by what it was, what was done, and when', async () => {
    const { page } = shop;
    await shop.goto('/audit');
    await page.getByRole('combobox', { name: 'What' }).click();
    await page.getByRole('option', { name: 'Segments' }).click();
    await page.getByText('Created the list Guests').waitFor({ state: 'hidden' });
    expect(await lines().count()).toBe(3);
    await page.getByRole('combobox', { name: 'Action' }).click();
    await page.getByRole('option', { name: 'Changed', exact: true }).click();
    await page.getByText('Created the segment Others').waitFor({ state: 'hidden' });
    expect(await lines().count()).toBe(1);
    await page.getByLabel('Until').fill('2020-01-01');
    await page.getByText('Nothing of this kind was done.').waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
  });

  it('makes the browser complain about nothing', () => {
    expect(shop.complaints).toEqual([]);
  });
});
