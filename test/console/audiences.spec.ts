import { Console, describeInBrowser } from './support/console.js';
import { fillShop } from './support/shop.js';

interface Preview {
  count: number;
  ledger: { included: number; excluded: number; final: number };
}
interface Named {
  id: number;
  name: string;
}

const segment = (name: string, ...rules: object[]) => ({ name, conditions: { logic: 'AND', rules } });
const segments = [
  segment('VIP Customers', { field: 'score', operator: 'greater_than', value: 80 }),
  segment('Recent Buyers', { event: 'purchase', operator: 'did', within: { last: 30, unit: 'day' } }),
  segment('Engaged Users', { field: 'attributes.city', operator: 'equals', value: 'Rome' }),
  segment('Written to already', { field: 'score', operator: 'at_most', value: 20 }),
];

const csv = (...lines: string[]) => ({
  name: 'Special VIP List.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(['email', ...lines, ''].join('\n')),
});

describeInBrowser('audiences and campaigns in the console', () => {
  let shop: Console;
  let expected: Preview;

  beforeAll(async () => {
    shop = await Console.open();
    await fillShop(shop);
    const ids: number[] = [];
    for (const one of segments) ids.push((await shop.api<Named>('/segments', one)).id);
    const earlier = await shop.api<Named>('/campaigns', { name: 'Earlier', segment_id: ids[3] });
    await shop.api(`/campaigns/${earlier.id}/send`, {});
  });
  afterAll(() => shop?.close());

  const currentCount = () => shop.page.locator('[data-testid=preview-count][data-current=true]');
  const dialog = () => shop.page.getByRole('dialog');
  /** As if it were typed into the address bar of a new tab. */
  const open = (path: string) => shop.anew(path);
  const idOf = async (list: string, name: string) => {
    const { data } = await shop.api<{ data: Named[] }>(`/${list}?q=${encodeURIComponent(name)}`);
    return data[0]!.id;
  };
  const pick = async (label: string, search: string, option: string | RegExp) => {
    const { page } = shop;
    await page.getByRole('combobox', { name: label }).fill(search);
    await page.getByRole('option', { name: option }).click();
  };

  it('builds a custom audience from within a new campaign', async () => {
    const { page } = shop;
    await shop.goto('/campaigns/create');
    await page.getByLabel('Name').fill('Win-back VIP Campaign');
    await page.getByRole('radio', { name: /A custom audience/ }).check();
    expect(await shop.seriousIssues()).toEqual([]);
    await page.getByRole('button', { name: 'Build a custom audience' }).click();
    await dialog().locator('[data-hint]').getByText('Nothing is included, so all').waitFor();
    await dialog().getByRole('textbox', { name: 'Name' }).fill('Win-back VIP Campaign');

    await pick('Add a segment', 'VIP', /VIP Customers/);
    await pick('Add a segment', 'Recent', /Recent Buyers/);
    await pick('Leave out a segment', 'Engaged', /Engaged Users/);
    await pick('Leave out a customer by name or e-mail', 'customer35@example.com', /Customer 35/);
    await dialog().getByRole('switch', { name: 'Already contacted in the last' }).check();
    const chooser = page.waitForEvent('filechooser');
    await dialog().getByRole('button', { name: 'Import a CSV file' }).click();
    await (
      await chooser
    ).setFiles(csv('customer31@example.com', 'CUSTOMER31@example.com', 'new@example.com', 'none'));
    await dialog().getByRole('button', { name: 'Import', exact: true }).click();
    await dialog().getByText('Special VIP List.csv: 4 rows').waitFor();
    await dialog().getByRole('button', { name: 'Remove Special VIP List.csv' }).waitFor();
  });

  it('shows the number of the API, and a ledger that adds up to it', async () => {
    expected = await shop.api<Preview>('/audiences/preview', {
      include_segments: [await idOf('segments', 'VIP'), await idOf('segments', 'Recent')],
      exclude_segments: [await idOf('segments', 'Engaged')],
      exclude_customers: [await idOf('customers', 'customer35@example.com')],
      include_lists: [await idOf('lists', 'Special')],
      exclude_contacted_within_days: 7,
    });
    expect(expected.count).toBeGreaterThan(0);
    await currentCount().waitFor();
    expect(await currentCount().textContent()).toBe(String(expected.count));
    const rows = await dialog().getByRole('table').getByRole('row').allTextContents();
    const amounts = rows.map((row) => Number(/[+−]?\d+$/.exec(row)![0].replace('−', '-')));
    const included = rows.findIndex((row) => row.startsWith('Included'));
    const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
    expect(sum(amounts.slice(0, included))).toBe(expected.ledger.included);
    expect(sum(amounts.slice(included, -1))).toBe(expected.ledger.final);
    expect(amounts.at(-1)).toBe(expected.count);
    expect(await shop.seriousIssues()).toEqual([]);
  });

  it('comes back linked, is reviewed, and is sent to exactly that many', async () => {
    const { page } = shop;
    await dialog().getByRole('button', { name: 'Save', exact: true }).click();
    await dialog().waitFor({ state: 'detached' });
    expect(await page.getByRole('combobox', { name: 'Audience' }).inputValue()).toBe('Win-back VIP Campaign');
    await page.getByRole('button', { name: 'Save and review' }).click();
    await page.waitForURL(/campaigns\/2\/show/);
    await currentCount().waitFor();
    expect(await currentCount().textContent()).toBe(String(expected.count));
    expect(await shop.seriousIssues()).toEqual([]);

    const change = page.getByRole('link', { name: 'Edit' }).or(page.getByRole('button', { name: 'Delete' }));
    expect(await change.count()).toBe(2);
    const send = new RegExp(`^Send to ${expected.count} customers$`);
    await page.getByRole('button', { name: send }).click();
    await dialog().getByText(`Send “Win-back VIP Campaign” to ${expected.count} customers?`).waitFor();
    await dialog().getByText(`${expected.ledger.excluded} others are left out.`).waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
    await dialog().getByRole('button', { name: send }).click();
    await page.getByTestId('recipient-count').waitFor();
    expect(await page.getByTestId('recipient-count').textContent()).toBe(String(expected.count));
    const recipients = await shop.api<{ total: number }>('/campaigns/2/recipients');
    expect(recipients.total).toBe(expected.count);
    expect(await change.count()).toBe(0);
    expect(await shop.seriousIssues()).toEqual([]);
  });

  it('shows the audience with its members, its frozen moment, and why somebody is out', async () => {
    const { page } = shop;
    await open('/audiences/1/show');
    await page.getByRole('link', { name: 'Win-back VIP Campaign' }).waitFor();
    await currentCount().waitFor();
    await page.getByRole('button', { name: 'Explain a person' }).click();
    await page.getByRole('combobox').fill('customer35');
    await page.getByRole('option', { name: /Customer 35/ }).click();
    await dialog().getByText('What could keep them out').waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
    await dialog().getByRole('button', { name: 'Close' }).click();
    await page.getByRole('tab', { name: 'Snapshots' }).click();
    await page.getByRole('button', { name: new RegExp(`${expected.count} customers`) }).click();
    await page.getByText('SHA-256 of the members').waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
  });

  it('makes the browser complain about nothing', () => {
    expect(shop.complaints).toEqual([]);
  });
});
