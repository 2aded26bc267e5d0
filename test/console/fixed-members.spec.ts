import { columnsOf } from '../../libs/ra-targeting/src/imports/csv-columns.js';
import { Console, describeInBrowser } from './support/console.js';
import { hold } from './support/hold.js';
import { fillShop } from './support/shop.js';

interface Held {
  id: number;
  name: string;
  customer_count: number;
  unmatched_count: number;
  customers: number[];
  emails: string[];
}

interface Page<T> {
  data: T[];
  total: number;
}

const csv = (name: string, ...lines: string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from([...lines, ''].join('\n')),
});

describeInBrowser('fixed segments, lists and imports', () => {
  let shop: Console;
  let idOf: Record<string, number>;

  beforeAll(async () => {
    shop = await Console.open();
    await fillShop(shop);
    const { data } = await shop.api<Page<{ id: number; email: string }>>('/customers?per_page=100');
    idOf = Object.fromEntries(data.map(({ id, email }) => [email.split('@')[0], id]));
  });
  afterAll(() => shop?.close());

  const button = (name: string | RegExp) => shop.page.getByRole('button', { name });
  const choose = async (file: ReturnType<typeof csv>) => {
    const chooser = shop.page.waitForEvent('filechooser');
    await button('Choose a CSV file').click();
    await (await chooser).setFiles(file);
  };
  const members = async (path: string) =>
    (await shop.api<Page<{ name: string }>>(`${path}/members?sort=name`)).data.map(({ name }) => name);

  it('are filled by name, by many pasted addresses and ids, and by a file, in one form', async () => {
    const { page } = shop;
    await shop.goto('/segments/create');
    await button('Fixed list').click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Guests');
    await page.getByRole('combobox', { name: 'Add a customer by name or e-mail' }).fill('customer3@');
    await page.getByRole('option', { name: /customer3@example.com/ }).click();

    const box = page.getByRole('textbox', { name: 'Paste addresses or ids' });
    await box.fill('customer5@example.com');
    await box.press('Enter');
    await page.keyboard.insertText('c-6');
    expect(await box.inputValue()).toBe('customer5@example.com\nc-6');
    await box.fill(
      `${idOf['customer5']}, c-6\nCustomer Seven <CUSTOMER7@example.com>; late@example.com wrong@ 99999`,
    );
    await button('Save').click();
    await page.getByText('Press “Find and add” first, or empty this field.').waitFor();
    await button('Find and add').click();
    const result = page.getByRole('alert');
    await result.getByText('3 found and added. 3 were not found:').waitFor();
    expect((await result.getByRole('listitem').allTextContents()).map((text) => text.split(' –')[0])).toEqual(
      ['late@example.com', 'wrong@', '99999'],
    );
    expect(await shop.seriousIssues()).toEqual([]);
    await button('Remember the address for when its customer appears').click();
    await page.getByText('whoever has this address, now or later').waitFor();

    await choose(
      csv(
        'Guests.csv',
        'email',
        'customer10@example.com',
        'CUSTOMER10@example.com',
        'nobody@example.com',
        'none',
      ),
    );
    await page.getByText('Guests.csv').waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
    await button('Save').click();
    await page.waitForURL(/#\/segments\/1\/show/);
    await page.getByRole('row', { name: /customer10@example.com/ }).waitFor();
    expect(await page.getByRole('row').count()).toBe(1 + 5);
    await page.getByText('1 of 4 rows found').waitFor();

    const made = await shop.api<Held>('/segments/1');
    expect(new Set(made.customers)).toEqual(
      new Set(['customer3', 'customer5', 'customer6', 'customer7'].map((name) => idOf[name])),
    );
    expect(made.emails).toEqual(['late@example.com']);
    expect(await members('/segments/1')).toEqual([
      'Customer 10',
      'Customer 3',
      'Customer 5',
      'Customer 6',
      'Customer 7',
    ]);
    expect(await shop.seriousIssues()).toEqual([]);
  });

  it('take another file by the column that is chosen, in place of what was there, and give it back', async () => {
    const { page } = shop;
    await choose(csv('Two.csv', 'email,partner mail', 'customer20@example.com,customer21@example.com'));
    await page.getByText('Several could be meant: email, partner mail.').waitFor();
    await page.getByRole('combobox', { name: 'Column that names the customers' }).click();
    await page.getByRole('option', { name: /partner mail/ }).click();
    await page.getByRole('radio', { name: 'goes: the file takes its place' }).check();
    expect(await shop.seriousIssues()).toEqual([]);
    const upload = await hold(page, '**/import-csv');
    await button('Import').click();
    await page.getByRole('progressbar', { name: 'Import in progress' }).waitFor();
    await upload.release();
    await page.getByRole('alert').getByText('Two.csv: 1 row').waitFor();
    await page.getByRole('row', { name: /customer21@example.com/ }).waitFor();
    expect(await members('/segments/1')).toEqual(['Customer 21']);

    await button('Take it back: Two.csv').click();
    await page.getByRole('row', { name: /customer10@example.com/ }).waitFor();
    expect(await members('/segments/1')).toHaveLength(5);
    await button('Take it back: Guests.csv').click();
    await page.getByRole('row', { name: /customer10@example.com/ }).waitFor({ state: 'detached' });
    expect(await members('/segments/1')).toEqual(['Customer 3', 'Customer 5', 'Customer 6', 'Customer 7']);
  });

  it('name the column of a file without a header by its number', () => {
    const columns = columnsOf([
      ['c-1', 'a@example', '2', 'Ann', 'Ann'],
      ['c-2', 'b@example.com', '3', 'Bob', 'Bob'],
    ]);
    expect(columns.map(({ value }) => value)).toEqual(['1', '2', '3', '4', '5']);
    expect(columnsOf([['email', 'code']]).map(({ value }) => value)).toEqual(['email', 'code']);
  });

  it('are told which tests a file would fail, do without it, and take it anyway when that is wanted', async () => {
    const { page } = shop;
    await shop.api('/segments/1', { tests: { size: { max: 4 } } }, 'PUT');
    await page.reload();
    const file = csv('One more.csv', 'email', 'customer30@example.com');
    await choose(file);
    await button('Import').click();
    await page.getByText('One more.csv was not taken.').waitFor();
    await page.getByText(/at most 4 customers, but it has 5/).waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
    expect(await members('/segments/1')).toHaveLength(4);
    await page.reload();
    await button('Do without it: One more.csv').click();
    await page.getByText('One more.csv was taken back').waitFor();

    await choose(file);
    await button('Import').click();
    await button('Import anyway').click();
    await page.getByRole('row', { name: /customer30@example.com/ }).waitFor();
    expect(await members('/segments/1')).toHaveLength(5);
    await button('Take it back: One more.csv').click();
    await page.getByRole('row', { name: /customer30@example.com/ }).waitFor({ state: 'detached' });

    // The tests may also be what the file is needed for.
    await choose(file);
    await button('Import').click();
    await button('Import anyway').click();
    await page.getByRole('row', { name: /customer30@example.com/ }).waitFor();
    await shop.api('/segments/1', { tests: { size: { min: 5 } } }, 'PUT');
    const dialog = page.getByRole('dialog', { name: 'Take back One more.csv?' });
    await page.getByRole('alert').getByRole('button', { name: 'Take it back' }).click();
    await dialog.getByText(/at least 5 customers, but it has 4/).waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await members('/segments/1')).toHaveLength(5);
    await button('Take it back: One more.csv').first().click();
    await dialog.getByRole('button', { name: 'Take it back anyway' }).click();
    await page.getByRole('row', { name: /customer30@example.com/ }).waitFor({ state: 'detached' });
    await shop.api('/segments/1', { tests: null }, 'PUT');
    expect(shop.complaints.every((text) => text.includes('422'))).toBe(true);
    shop.complaints.length = 0; // The browser notes the refusals.
  });

  it('are changed by hand', async () => {
    const { page } = shop;
    await shop.goto('/segments/1');
    await button('Remove Customer 3').click();
    await button('Remove late@example.com').click();
    await button('Save').click();
    await page.waitForURL(/#\/segments\/1\/show/);
    await page.getByRole('row', { name: /customer3@example.com/ }).waitFor({ state: 'detached' });
    expect(await shop.api<Held>('/segments/1')).toMatchObject({ customer_count: 3, emails: [] });
  });

  it('leave nothing behind when the file of a new list is refused, and say why', async () => {
    const { page } = shop;
    await shop.goto('/lists/create');
    await page.getByRole('textbox', { name: 'Name' }).fill('Partners');
    await choose(csv('Names.csv', 'first,last', 'Ann,Lee', 'Bob,Ray'));
    await button('Save').click();
    await page
      .getByText(/Names.csv was not taken. No column holds e-mail addresses/)
      .first()
      .waitFor();
    expect((await shop.api<Page<Held>>('/lists')).total).toBe(0);
    expect(shop.complaints.every((text) => text.includes('422'))).toBe(true);
    shop.complaints.length = 0; // The browser notes the refusal.

    await choose(
      csv('Partners.csv', 'id,email', 'x-1,customer1@example.com', 'x-2,new@example.com', 'x-3,bad'),
    );
    await page.getByRole('radio', { name: 'become new customers, who are not subscribed' }).check();
    await button('Save').click();
    await page.waitForURL(/#\/lists\/\d+\/show/);
    await page.getByText('2 of 3 rows found').waitFor();
    const [list] = (await shop.api<Page<Held>>('/lists')).data;
    expect(list).toMatchObject({ name: 'Partners', customer_count: 2, unmatched_count: 0 });
  });

  it('show what became of a file, row by row, also on a phone', async () => {
    const { page } = shop;
    await page.getByRole('link', { name: 'Partners.csv' }).click();
    const rejected = page.getByRole('row', { name: /x-3/ });
    await rejected.waitFor();
    expect(await rejected.getByRole('cell').allTextContents()).toEqual([
      '4',
      'This is no e-mail address.',
      'x-3',
      'bad',
    ]);
    const href = await page.getByRole('link', { name: 'Download as CSV' }).getAttribute('href');
    expect(await (await fetch(href!)).text()).toContain('4,invalid_email,');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.reload();
    await rejected.waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
    expect(wide).toBeLessThanOrEqual(390);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.reload();
    await button('Take it back').click();
    await page.getByText('Partners.csv was taken back').first().waitFor();
    await shop.goto('/imports');
    await page.getByRole('row', { name: /Guests.csv Guests/ }).waitFor();
    await page.getByRole('row', { name: /Partners.csv Partners/ }).waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
  });

  it('keep more customers than can be shown when only the name is changed', async () => {
    const { page } = shop;
    const emails = Array.from({ length: 10_001 }, (_, index) => `guest${index}@example.com`);
    const { id } = await shop.api<Held>('/lists', { name: 'Many', emails });
    await shop.goto(`/lists/${id}`);
    await page.getByText('More than 10,000 customers are picked by hand here').waitFor();
    await page.getByRole('textbox', { name: 'Name' }).fill('Very many');
    await button('Save').click();
    await page.waitForURL(/#\/lists\/\d+\/show/);
    expect(await shop.api<Held>(`/lists/${id}`)).toMatchObject({
      name: 'Very many',
      unmatched_count: 10_001,
    });
  });

  it('show whoever is on them beyond the first hundred, too, to be taken away', async () => {
    const { page } = shop;
    const rows = Array.from({ length: 110 }, (_, index) => `e-${index},Extra ${index}`);
    await shop.upload('/customers/import-csv', 'extra.csv', ['external_id,name', ...rows].join('\n'));
    const { data } = await shop.api<Page<{ id: number }>>('/customers?per_page=1000&q=Extra');
    const customers = data.map(({ id }) => id).toSorted((a, b) => a - b);
    const emails = Array.from({ length: 202 }, (_, index) => `guest${1000 + index}@example.com`);
    const { id } = await shop.api<Held>('/lists', { name: 'Long', customers, emails });
    await shop.goto(`/lists/${id}`);
    await button('and 10 more').click();
    await button('Remove Extra 109').click();
    await button('and 102 more').click();
    await button('and 2 more').press('Enter');
    // The button is gone: the focus goes to the first of the rows that it showed.
    await page.locator('li:focus', { hasText: 'guest1200@example.com' }).waitFor();
    await button('Remove guest1201@example.com').click();
    expect(await shop.seriousIssues()).toEqual([]);
    await button('Save').click();
    await page.waitForURL(/#\/lists\/\d+\/show/);
    const held = await shop.api<Held>(`/lists/${id}`);
    expect(held.customers.toSorted((a, b) => a - b)).toEqual(customers.slice(0, -1));
    expect(held.emails.toSorted()).toEqual(emails.slice(0, -1));
  });

  it('ask for members once, not for each letter that is typed', async () => {
    const { page } = shop;
    await shop.api('/segments', {
      name: 'All of them',
      conditions: { logic: 'AND', rules: [{ field: 'score', operator: 'at_least', value: 0 }] },
    });
    await shop.goto('/segments/2/show');
    const asked: string[] = [];
    page.on('request', (request) => request.url().includes('/members?') && asked.push(request.url()));
    await page.getByRole('textbox', { name: 'Search by name or e-mail' }).pressSequentially('customer 12');
    await page.getByText('1 of 1').waitFor();
    expect(asked.filter((url) => /[?&]q=/.test(url)).length).toBeLessThan(4);
    expect(asked.at(-1)).toMatch(/q=customer(%20|\+)12/);
  });

  it('are asked for anew when their number moves, and are searched as before', async () => {
    const { page } = shop;
    const search = page.getByRole('textbox', { name: 'Search by name or e-mail' });
    const { customer12 } = idOf;
    await shop.api(`/customers/${customer12}`, { score: -1 }, 'PUT');
    // As if the reader came back from another tab.
    await page.evaluate("window.dispatchEvent(new Event('visibilitychange'))");
    await page.getByText('39', { exact: true }).waitFor();
    await page.getByText('Nobody found.').waitFor();
    expect(await search.inputValue()).toBe('customer 12');
    expect(await search.and(page.locator(':focus')).count()).toBe(1);
  });

  it('make the browser complain about nothing', () => {
    expect(shop.complaints).toEqual([]);
  });
});
