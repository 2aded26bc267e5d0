import { Builder } from './support/builder.js';
import { Console, describeInBrowser } from './support/console.js';
import { fillShop } from './support/shop.js';

const score = (value: number) => ({ field: 'score', operator: 'at_least', value });

describeInBrowser('what only the server knows about rules', () => {
  let shop: Console;
  let builder: Builder;

  beforeAll(async () => {
    shop = await Console.open();
    builder = new Builder(shop.page);
    await fillShop(shop);
  });
  afterAll(() => shop?.close());

  const current = () => shop.page.locator('[data-testid=preview-count][data-current=true]');
  const remove = async (path: string) => {
    const { status } = await fetch(`${shop.url}/api${path}`, { method: 'DELETE' });
    expect(status).toBeLessThan(300);
  };

  /** A new segment with a list that is gone after it was picked. */
  async function pickGoneList(name: string) {
    const { id } = await shop.api<{ id: number }>('/lists', { name, customers: [] });
    await shop.anew('/segments/create');
    await shop.page.getByLabel('Name').fill(`With ${name}`);
    await shop.page.getByRole('button', { name: /^Rules of your own/ }).click();
    await builder.row('rules[0]').fill('Value', '10');
    const row = await (await builder.add(1)).about('List');
    await row.operator('not_in');
    await row.pick('Which list', name);
    await current().waitFor();
    expect(await row.faults()).toEqual([]);
    await remove(`/lists/${id}`);
    return { row, fault: row.locator.getByRole('status').filter({ hasText: `There is no list ${id}` }) };
  }

  it('is shown at its rule while the rules are written', async () => {
    const { fault } = await pickGoneList('Gone before counting');
    await builder.row('rules[0]').fill('Value', '20');
    await fault.waitFor();
    expect(await builder.row('rules[0]').faults()).toEqual([]);
    expect(await current().count()).toBe(0);
    expect(await shop.seriousIssues()).toEqual([]);
  });

  it('is shown at its rule when they are saved, and saves nothing', async () => {
    const { fault, row } = await pickGoneList('Gone before saving');
    await shop.page.getByRole('button', { name: 'Save', exact: true }).click();
    await fault.waitFor();
    expect(await builder.row('rules[0]').faults()).toEqual([]);
    expect((await shop.api<{ total: number }>('/segments')).total).toBe(0);
    await row.press('Remove');
    await shop.page.getByRole('button', { name: 'Save', exact: true }).click();
    await shop.page.waitForURL(/show/);
  });

  it('explains somebody by rules that are not saved', async () => {
    const { page } = shop;
    const conditions = { logic: 'AND', rules: [score(90)] };
    const { id } = await shop.api<{ id: number }>('/segments', { name: 'High', conditions });
    await page.goto(`${shop.url}/#/segments/${id}`);
    await page.getByLabel('Name').and(page.locator('[value="High"]')).waitFor();
    await builder.row('rules[0]').fill('Value', '60');
    await current().waitFor();
    await page.getByRole('button', { name: 'Check a customer' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox').fill('Customer 30');
    await page.getByRole('option', { name: /Customer 30/ }).click();
    await dialog.getByText('Brought in by these rules.').waitFor();
    await dialog.getByText('Score is at least 60').waitFor();
    await dialog.getByText('Score is 75', { exact: true }).waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
    await dialog.getByRole('button', { name: 'Close' }).click();
  });

  it('says in words which exclusion takes somebody out, and which would', async () => {
    const { page } = shop;
    const { id } = await shop.api<{ id: number }>('/audiences', {
      name: 'All but one',
      include_customers: [40],
      exclude_customers: [40],
    });
    await page.goto(`${shop.url}/#/audiences/${id}/show`);
    await page.getByRole('button', { name: 'Explain a person' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox').fill('Customer 40');
    await page.getByRole('option', { name: /Customer 40/ }).click();
    const lines = dialog.getByRole('listitem');
    const first = lines.filter({ has: page.getByText('Takes them out', { exact: true }) });
    const second = lines.filter({ has: page.getByText('Would take them out', { exact: true }) });
    await first.waitFor();
    expect([await first.count(), await second.count()]).toEqual([1, 1]);
    expect(await second.textContent()).toMatch(/^Yes.*[Ss]ubscribed/);
    expect(await shop.seriousIssues()).toEqual([]);
    await dialog.getByRole('button', { name: 'Close' }).click();
  });
});
