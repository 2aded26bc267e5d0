import { change } from './support/change.js';
import { Console, describeInBrowser } from './support/console.js';
import { fillShop } from './support/shop.js';

interface Campaign {
  id: number;
  status: string;
  recipient_count: number | null;
}

describeInBrowser('between the review of a campaign and its send', () => {
  let shop: Console;
  let campaign: number;
  let of: (number: number) => number;

  beforeAll(async () => {
    shop = await Console.open();
    await fillShop(shop);
    const rules = [{ field: 'score', operator: 'at_least', value: 75 }];
    const { id } = await shop.api<Campaign>('/segments', {
      name: 'Best',
      conditions: { logic: 'AND', rules },
    });
    campaign = (await shop.api<Campaign>('/campaigns', { name: 'Letter', segment_id: id })).id;
    const { data } = await shop.api<{ data: { id: number; name: string }[] }>('/customers?per_page=100');
    of = (number) => data.find(({ name }) => name === `Customer ${number}`)!.id;
  });
  afterAll(() => shop?.close());

  const since = () => shop.page.getByRole('status', { name: 'Since the review' });
  const open = () => shop.anew(`/campaigns/${campaign}/show`);

  it('remembers who was shown: nobody has moved', async () => {
    await open();
    await since().getByText('The very same people as when it was reviewed.').waitFor();
    await since().getByText('Now: 8', { exact: true }).waitFor();
    const drift = await shop.api<{ reviewed: { count: number } }>(`/campaigns/${campaign}/drift`);
    expect(drift.reviewed.count).toBe(8);
    expect(await shop.seriousIssues()).toEqual([]);
  });

  it('says of each of the sample why they get it, and of anybody else why not', async () => {
    const { page } = shop;
    const preview = page.getByRole('region', { name: 'Preview' });
    await preview.getByRole('button', { name: 'Customer 30' }).click();
    const dialog = page.getByRole('dialog', { name: 'Why?' });
    await dialog.getByText('In.', { exact: true }).waitFor();
    await dialog.getByText('Score is 75', { exact: true }).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await preview.getByRole('button', { name: 'Check a customer' }).click();
    await dialog.getByRole('combobox').fill('Customer 40');
    await page.getByRole('option', { name: 'Customer 40' }).click();
    await dialog.getByText('Takes them out').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
  });

  it('says beforehand what a send would be refused for', async () => {
    const { page } = shop;
    const failed = 'The last import into “Guests” has failed.';
    await page.route('**/preview', async (route) => {
      const answer = (await (await route.fetch()).json()) as object;
      const warnings = [{ path: 'include_segments[0]', code: 'import_failed', message: failed }];
      await route.fulfill({ json: { ...answer, warnings } });
    });
    await open();
    await page.getByRole('alert').getByText(failed).waitFor();
    expect(await page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
    // The page asks again while something is in the way: what has begun is answered.
    await page.unrouteAll({ behavior: 'wait' });
  });

  it('says what has moved since, with the people behind each and why', async () => {
    const { page } = shop;
    await change(shop, `/customers/${of(39)}`, { score: 10 });
    await change(shop, `/customers/${of(38)}`, { subscribed: false });
    await change(shop, `/customers/${of(2)}`, { score: 99 });
    await open();
    await since().getByText('Now: 7', { exact: true }).waitFor();
    await since()
      .getByText(/Reviewed .*: 8/)
      .waitFor();
    await since().getByText('1 came in, 2 left').waitFor({ state: 'attached' });
    await since().getByRole('button', { name: 'Who moved, and why' }).click();
    for (const number of [2, 38, 39])
      await since()
        .getByRole('listitem')
        .filter({ hasText: `Customer ${number}` })
        .waitFor();
    await since().getByRole('button', { name: 'Why Customer 39?' }).click();
    await page.getByRole('dialog').getByText('Score is 10', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    expect(await shop.seriousIssues()).toEqual([]);
  });

  it('takes the number as reviewed when somebody says so', async () => {
    await since().getByRole('button', { name: 'I have seen this: review again' }).click();
    await since().getByText('The very same people as when it was reviewed.').waitFor();
    await since()
      .getByText(/Reviewed .*: 7/)
      .waitFor();
  });

  it('sends to no other number than the one that was confirmed', async () => {
    const { page } = shop;
    const dialog = page.getByRole('dialog');
    expect(shop.complaints.splice(0)).toEqual([]);
    await page.getByRole('button', { name: 'Send to 7 customers' }).click();
    await dialog.getByText('Send “Letter” to 7 customers?').waitFor();
    await change(shop, `/customers/${of(3)}`, { score: 90 });
    await dialog.getByRole('button', { name: 'Send to 7 customers' }).click();
    await dialog.getByText('You confirmed 7; now it would be 8.').waitFor();
    await dialog.getByText('Send “Letter” to 8 customers?').waitFor();
    await dialog.getByRole('listitem').filter({ hasText: 'Customer 3' }).waitFor();
    expect((await shop.api<Campaign>(`/campaigns/${campaign}`)).status).toBe('draft');
    expect(await shop.seriousIssues()).toEqual([]);
    // The browser tells of every answer that is none of 2xx.
    expect(shop.complaints.splice(0)).toEqual([expect.stringContaining('409')]);
    await dialog.getByRole('button', { name: 'Send to 8 customers' }).click();
    await page.getByTestId('recipient-count').getByText('8').waitFor();
    expect(await shop.api<Campaign>(`/campaigns/${campaign}`)).toMatchObject({
      status: 'sent',
      recipient_count: 8,
    });
  });

  it('shows of what was sent what had moved since the review', async () => {
    await since().getByText('Sent: 8').waitFor();
    await since().getByText('1 came in, 0 left').waitFor({ state: 'attached' });
    await since().getByRole('button', { name: 'Who moved, and why' }).click();
    await since().getByRole('listitem').filter({ hasText: 'Customer 3' }).waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
    expect(shop.complaints).toEqual([]);
  });

  it('says when the new number is not to be had, and sends to nobody', async () => {
    const { page } = shop;
    const dialog = page.getByRole('dialog');
    const two = [of(5), of(6)];
    const { id: audience } = await shop.api<Campaign>('/audiences', { name: 'Two', include_customers: two });
    const { id } = await shop.api<Campaign>('/campaigns', { name: 'Card', audience_id: audience });
    await shop.anew(`/campaigns/${id}/show`);
    await page.getByRole('button', { name: 'Send to 2 customers' }).click();
    await change(shop, `/audiences/${audience}`, { exclude_customers: two });
    await page.route('**/preview', (route) => route.abort());
    await dialog.getByRole('button', { name: 'Send to 2 customers' }).click();
    await page.getByText('Failed to fetch').waitFor();
    await dialog.getByText('You confirmed 2; now it would be 0.').waitFor();
    await page.unrouteAll({ behavior: 'wait' });
    await dialog.getByRole('button', { name: 'Send to 2 customers' }).click();
    await dialog.getByText('Send “Card” to 0 customers?').waitFor();
    expect(await dialog.getByRole('button', { name: 'Send to 0 customers' }).isDisabled()).toBe(true);
    expect((await shop.api<Campaign>(`/campaigns/${id}`)).status).toBe('draft');
  });
});
