import { Builder } from './support/builder.js';
import { Console, describeInBrowser } from './support/console.js';
import { fillShop } from './support/shop.js';

describeInBrowser('what uses a field or a list', () => {
  let shop: Console;
  let segment: number;
  let list: number;

  beforeAll(async () => {
    shop = await Console.open();
    await fillShop(shop);
    const id = async (path: string, body: object) => (await shop.api<{ id: number }>(path, body)).id;
    const conditions = {
      logic: 'AND',
      rules: [
        { field: 'attributes.city', operator: 'equals', value: 'Paris' },
        {
          event: 'purchase',
          operator: 'did',
          where: { logic: 'AND', rules: [{ field: 'category', operator: 'equals', value: 'books' }] },
        },
      ],
    };
    segment = await id('/segments', { name: 'Readers of Paris', conditions });
    list = await id('/lists', { name: 'Guests', customers: [] });
    await id('/audiences', { name: 'Letter', include_segments: [segment], exclude_lists: [list] });
  });
  afterAll(() => shop?.close());

  const usedBy = () => shop.page.getByRole('region', { name: 'Used by' });

  it('is said of a field, beside its type and its values', async () => {
    const { page } = shop;
    await shop.goto('/');
    await page.getByRole('menuitem', { name: 'Fields' }).click();
    await page.getByRole('textbox', { name: 'Search fields and events' }).fill('city');
    await page.getByRole('button', { name: /City/ }).click();
    await page.getByRole('listitem').filter({ hasText: 'Paris' }).getByText('20').waitFor();
    await usedBy().getByRole('link', { name: 'Readers of Paris' }).waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
    await page.reload();
    await usedBy().getByRole('link', { name: 'Readers of Paris' }).click();
    await page.waitForURL(new RegExp(`#/segments/${segment}/show`));
  });

  it('is said of a property of an event', async () => {
    const { page } = shop;
    await shop.goto('/fields');
    await page.getByRole('textbox', { name: 'Search fields and events' }).fill('purchase');
    await page.getByRole('button', { name: /Category/ }).click();
    await usedBy().getByRole('link', { name: 'Readers of Paris' }).waitFor();
    await page.getByRole('button', { name: /Amount/ }).click();
    await usedBy().getByText('Nothing uses it yet.').waitFor();
  });

  it('is said of a list on its page', async () => {
    await shop.goto(`/lists/${list}/show`);
    await usedBy().getByRole('link', { name: 'Letter' }).waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
  });

  it('is asked for once more when that has failed', async () => {
    const { page } = shop;
    const again = page.getByRole('button', { name: 'Try again' });
    const fail = (url: string) => page.route(url, (route) => route.abort());
    const pass = () => page.unrouteAll({ behavior: 'wait' });
    await fail('**/api/fields');
    await shop.anew('/fields');
    await page.getByRole('alert').getByText('Failed to fetch').waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
    await pass();
    await again.click();
    await page.getByRole('button', { name: /City/ }).waitFor();
    await fail('**/api/fields');
    await shop.anew(`/segments/${segment}`);
    await again.waitFor();
    await pass();
    await again.click();
    await new Builder(page).row('rules[1]').locator.waitFor();
    // The browser tells of each request that failed.
    expect(shop.complaints.splice(0).filter((text) => !text.includes('net::ERR_FAILED'))).toEqual([]);
  });

  it('is said of a field over the rules that ask it, which stay as they were written', async () => {
    const { page } = shop;
    const builder = new Builder(page);
    await shop.goto(`/segments/${segment}`);
    await builder.row('rules[0]').press('What to do with this rule');
    await page.getByRole('menuitem', { name: /^About “city”/i }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('link', { name: 'Readers of Paris' }).waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await builder.row('rules[0]').locator.waitFor();
    expect(shop.complaints).toEqual([]);
  });
});
