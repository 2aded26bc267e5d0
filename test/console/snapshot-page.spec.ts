import { Console, describeInBrowser } from './support/console.js';
import { Preview } from './support/preview.js';
import { change } from './support/change.js';
import { fillShop } from './support/shop.js';

/** Who was in when it was frozen: 75 points and more (numbers 30 to 40), and subscribed (not every fourth). */
const frozen = [30, 31, 33, 34, 35, 37, 38, 39];

describeInBrowser('the page of a snapshot', () => {
  let shop: Console;
  let preview: Preview;
  let segment: number;
  let audience: number;
  let snapshot: number;

  beforeAll(async () => {
    shop = await Console.open();
    preview = new Preview(shop);
    await fillShop(shop);
    const id = async (path: string, body: object) => (await shop.api<{ id: number }>(path, body)).id;
    const rules = [{ field: 'score', operator: 'at_least', value: 75 }];
    segment = await id('/segments', { name: 'Best', conditions: { logic: 'AND', rules } });
    audience = await id('/audiences', { name: 'Letter', include_segments: [segment] });
    snapshot = await id(`/audiences/${audience}/snapshots`, {});
  });
  afterAll(() => shop?.close());

  const tab = (name: string) => shop.page.getByRole('tab', { name }).click();
  const customers = async () => {
    const { data } = await shop.api<{ data: { id: number; name: string }[] }>('/customers?per_page=100');
    return (number: number) => data.find(({ name }) => name === `Customer ${number}`)!.id;
  };

  it('is led to from the audience, and shows the same sum', async () => {
    const { page } = shop;
    await shop.goto(`/audiences/${audience}/show/snapshots`);
    await page.getByRole('button', { name: /8 customers/ }).click();
    const there = await preview.rows();
    expect(there.at(-1)).toContain(`= ${frozen.length}`);
    await page.getByRole('link', { name: 'Verify and compare' }).click();
    await page.waitForURL(new RegExp(`#/snapshots/${snapshot}/show`));
    await page.getByRole('heading', { name: 'Snapshot of “Letter”', level: 2 }).waitFor();
    expect(await preview.rows()).toEqual(there);
    expect(await shop.seriousIssues()).toEqual([]);
  });

  it('is verified: what was checked is said, and how it came out', async () => {
    const { page } = shop;
    await page.getByRole('button', { name: 'Verify' }).click();
    await page
      .getByText('Genuine: the members are those that were frozen, and those that the definition gives.')
      .waitFor();
    await page.getByText('SHA-256 of the 8 members: matches.').waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
  });

  it('tells who was in by what, and who was kept out by what', async () => {
    const { page } = shop;
    const lines = () => page.getByRole('tabpanel').or(page.locator('main')).getByRole('listitem');
    await tab('Members');
    await lines().filter({ hasText: 'Customer 30' }).getByText('Best').waitFor();
    for (const number of frozen)
      await lines()
        .filter({ hasText: `Customer ${number}` })
        .waitFor();
    await tab('Kept out');
    await lines().filter({ hasText: 'Customer 36' }).getByText('Unsubscribed').waitFor();
    expect(await lines().filter({ hasText: 'Unsubscribed' }).count()).toBe(3);
  });

  it('says its definition in words', async () => {
    const { page } = shop;
    await tab('Definition');
    await page.getByText('Segment “Best”, version 1').waitFor();
    await page.getByText('Score is at least 75.').waitFor();
    await page.getByText('Who is unsubscribed, or was never asked').waitFor();
  });

  it('tells who came and who left since, and why, and what changed of the definition', async () => {
    const { page } = shop;
    const of = await customers();
    await change(shop, `/customers/${of(39)}`, { score: 10 });
    await change(shop, `/customers/${of(2)}`, { score: 99 });
    await change(shop, `/customers/${of(38)}`, { subscribed: false });
    await tab('What has moved');
    const number = (way: string) => page.getByTestId(`diff-${way}`);
    await number('left').getByText('−2').waitFor();
    expect(await number('entered').textContent()).toBe('+1');
    expect(await number('stayed').textContent()).toBe('6');
    const line = (name: string) => page.getByRole('listitem').filter({ hasText: name });
    await line('Customer 2').getByText('Best').waitFor();
    await line('Customer 38')
      .getByText(/unsubscribed/i)
      .waitFor();
    await page.getByText('Nothing: whoever moved did so by what happened to them.').waitFor();
    await page.getByRole('button', { name: 'Why Customer 39?' }).click();
    await page.getByRole('dialog').getByText('Not in.').waitFor();
    await page.getByRole('dialog').getByText('Score is 10', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    expect(await shop.seriousIssues()).toEqual([]);
  });

  it('is compared with a later one of the same audience', async () => {
    const { page } = shop;
    const rules = [{ field: 'score', operator: 'at_least', value: 80 }];
    await change(shop, `/segments/${segment}`, { conditions: { logic: 'AND', rules } });
    await shop.api(`/audiences/${audience}/snapshots`, {});
    await shop.anew(`/snapshots/${snapshot}/show/compare`);
    await page.getByRole('combobox', { name: 'Compare with' }).click();
    await page.getByRole('option', { name: /customers/ }).click();
    // 30 and 31 have less than 80.
    await page.getByTestId('diff-left').getByText('−4').waitFor();
    await page.getByRole('listitem').filter({ hasText: 'at least 80' }).first().waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
  });

  it('stands when its audience is gone', async () => {
    const { page } = shop;
    const { status } = await fetch(`${shop.url}/api/audiences/${audience}`, { method: 'DELETE' });
    expect(status).toBeLessThan(300);
    expect(shop.complaints.splice(0)).toEqual([]);
    await shop.anew(`/snapshots/${snapshot}/show`);
    await page.getByRole('heading', { name: 'Snapshot of “an audience that is gone”', level: 2 }).waitFor();
    expect((await preview.rows()).at(-1)).toContain(`= ${frozen.length}`);
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByText('SHA-256 of the 8 members: matches.').waitFor();
  });
});
