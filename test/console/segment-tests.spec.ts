import type { AuditEntry } from '../../libs/ra-targeting/src/data-provider/history-types.js';
import { Console, describeInBrowser } from './support/console.js';
import { scoreAbove } from './support/rules.js';
import { fillShop } from './support/shop.js';

interface Saved {
  version: number;
  conditions: unknown;
  tests: unknown;
}

describeInBrowser('tests of a segment in the console', () => {
  let shop: Console;

  beforeAll(async () => {
    shop = await Console.open();
    await fillShop(shop);
    await shop.api('/segments', { name: 'Best', conditions: scoreAbove(80) });
  });
  afterAll(() => shop?.close());

  const saved = () => shop.api<Saved>('/segments/1');
  const save = () => shop.page.getByRole('button', { name: 'Save', exact: true }).click();
  const pinned = (name: string) => shop.page.getByRole('listitem').filter({ hasText: name });
  const pin = async (label: string, name: string) => {
    await shop.page.getByRole('combobox', { name: label }).fill(name);
    await shop.page.getByRole('option', { name: new RegExp(`${name}\\b`) }).click();
  };

  it('pins who must be in and who must not, and says of each how the rules have it', async () => {
    const { page } = shop;
    await shop.goto('/segments/1');
    await page.getByRole('button', { name: /^Tests/ }).click();
    await pin('Add a customer who must be in', 'Customer 40');
    await pin('Add a customer who must be out', 'Customer 7');
    await pinned('Customer 40').getByRole('img', { name: 'Passes' }).waitFor();
    await pinned('Customer 7').getByText('Is not in').waitFor();
    await page.getByLabel('At least').fill('5');
    await page.getByLabel('At most').fill('10');
    await page.getByText('8 now').waitFor();
    // Without saving, the verdicts follow the rules: 40 has a score of 100.
    await page.getByRole('textbox', { name: 'Value', exact: true }).fill('100');
    await pinned('Customer 40').getByRole('img', { name: 'Fails' }).waitFor();
    await page.getByRole('textbox', { name: 'Value', exact: true }).fill('80');
    await pinned('Customer 40').getByRole('img', { name: 'Passes' }).waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
    await save();
    await page.waitForURL(/segments\/1\/show/);
    expect((await saved()).tests).toEqual({ include: [40], exclude: [7], size: { min: 5, max: 10 } });
  });

  it('shows on the page of the segment that they pass', async () => {
    const { page } = shop;
    await page.getByText('All pass').waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
  });

  it('says at the tests why a save is refused, and saves nothing', async () => {
    const { page } = shop;
    await shop.goto('/segments/1');
    await page.getByRole('textbox', { name: 'Value', exact: true }).fill('10');
    await save();
    await page.getByText('Not saved: tests fail').waitFor();
    await page.getByText(/^Customer 7 \(7\) should not be in/).waitFor();
    await page
      .getByText(/at most 10 customers/)
      .first()
      .waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
    expect(await saved()).toMatchObject({ version: 2, conditions: scoreAbove(80) });
    // Mended, it is saved: what was refused before does not stand in the way.
    await page.getByRole('textbox', { name: 'Value', exact: true }).fill('85');
    await save();
    await page.waitForURL(/segments\/1\/show/);
    expect(await saved()).toMatchObject({ version: 3, conditions: scoreAbove(85) });
  });

  it('saves anyway when that is wanted, which is logged and stays in sight', async () => {
    const { page } = shop;
    await shop.goto('/segments/1');
    await page.getByRole('textbox', { name: 'Value', exact: true }).fill('10');
    await save();
    await page.getByRole('button', { name: 'Save anyway' }).click();
    await page.waitForURL(/segments\/1\/show/);
    expect(await saved()).toMatchObject({ version: 4, conditions: scoreAbove(10) });
    await page.getByText(/^Customer 7 \(7\) should not be in/).waitFor();
    await page.getByText('2 fail').waitFor();

    await shop.goto('/');
    const concern = page.getByRole('region', { name: 'Needs a look' });
    await concern.getByText('its tests fail').waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
    const { data } = await shop.api<{ data: AuditEntry[] }>('/audit?kind=segment&action=forced');
    expect(data).toMatchObject([{ subject_id: 1, version: 4 }]);
    await shop.goto('/audit');
    await page.getByText('although its tests fail').waitFor();
  });

  it('refuses a new segment in the same way, and makes it anyway when that is wanted', async () => {
    const { page } = shop;
    await shop.goto('/segments/create');
    await page.getByRole('button', { name: /^VIP customers/ }).click();
    await page.getByRole('button', { name: /^Tests/ }).click();
    await pin('Add a customer who must be in', 'Customer 7');
    await save();
    await page
      .locator('#main-content')
      .getByText(/^Customer 7 \(7\) should be in/)
      .waitFor();
    await page.getByRole('button', { name: 'Save anyway' }).click();
    await page.waitForURL(/segments\/\d+\/show/);
    await page.getByText('1 fails').waitFor();
  });

  it('makes the browser complain about nothing else than the refusals', () => {
    expect(shop.complaints.filter((text) => !text.includes('422'))).toEqual([]);
  });
});
