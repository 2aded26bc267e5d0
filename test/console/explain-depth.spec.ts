import { Console, describeInBrowser } from './support/console.js';
import { fillShop } from './support/shop.js';

describeInBrowser('why, at depth', () => {
  let shop: Console;
  let audience: number;

  beforeAll(async () => {
    shop = await Console.open();
    await fillShop(shop);
    const id = async (path: string, body: object) => (await shop.api<{ id: number }>(path, body)).id;
    const segment = (name: string, ...rules: object[]) =>
      id('/segments', { name, conditions: { logic: 'AND', rules } });
    const recent = await segment('Recent', {
      event: 'purchase',
      operator: 'did',
      within: { last: 30, unit: 'day' },
    });
    const parisians = await segment(
      'Recent Parisians',
      { segment: recent, operator: 'in' },
      { field: 'attributes.city', operator: 'equals', value: 'Paris' },
    );
    const guests = await id('/lists', { name: 'Guests', customers: [] });
    audience = await id('/audiences', {
      name: 'Letter',
      include_segments: [parisians],
      exclude_lists: [guests],
    });
  });
  afterAll(() => shop?.close());

  it('goes through what segments refer to, to the value that somebody has', async () => {
    const { page } = shop;
    await shop.goto(`/audiences/${audience}/show`);
    await page.getByRole('button', { name: 'Explain a person' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox').fill('Customer 5');
    await page.getByRole('option', { name: /^Customer 5 / }).click();
    const outer = dialog
      .getByRole('listitem')
      .filter({ hasText: /city is “Paris”/i })
      .first();
    await outer
      .getByRole('listitem')
      .filter({ hasText: 'did “purchase” in the last 30 days' })
      .first()
      .waitFor();
    await dialog.getByRole('listitem').filter({ hasText: 'Guests' }).getByText('No').first().waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
  });

  it('says when they leave if nothing else happens, and by what', async () => {
    const { page } = shop;
    const next = page.getByRole('dialog').getByRole('region', { name: 'What time will do' });
    // They bought something five days ago.
    await next.getByText(/^Leaves in 2[45] days, if nothing else happens$/).waitFor();
    await next.getByText(/turns false$/).waitFor();
    const { data } = await shop.api<{ data: { id: number; name: string }[] }>('/customers?q=customer5@');
    const { next_change: change } = await shop.api<{ next_change: { at: string } }>(
      `/audiences/${audience}/explain/${data[0]!.id}`,
    );
    expect(await next.getByRole('time').getAttribute('datetime')).toBe(change.at);
    expect(shop.complaints).toEqual([]);
  });
});
