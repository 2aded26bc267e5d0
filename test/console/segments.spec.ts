import type { Request } from 'playwright-core';
import { Console, describeInBrowser } from './support/console.js';
import { hold } from './support/hold.js';
import { fillShop } from './support/shop.js';

interface Preview {
  count: number;
}

describeInBrowser('segments in the console', () => {
  let shop: Console;

  beforeAll(async () => {
    shop = await Console.open();
    await fillShop(shop);
  });
  afterAll(() => shop?.close());

  const currentCount = () => shop.page.locator('[data-testid=preview-count][data-current=true]');
  const count = async (conditions: unknown) =>
    (await shop.api<Preview>('/segments/preview', { conditions })).count.toLocaleString('en');

  it('leads from an empty list to the first segment, whose number is that of the API', async () => {
    const { page } = shop;
    await shop.goto('/segments');
    expect(await shop.seriousIssues()).toEqual([]);
    await page.getByRole('link', { name: 'Create the first segment' }).click();
    await page.getByRole('button', { name: /^VIP customers/ }).click();

    const vip = { logic: 'AND', rules: [{ field: 'score', operator: 'greater_than', value: 80 }] };
    await currentCount().waitFor();
    expect(await currentCount().textContent()).toBe(await count(vip));
    expect(await page.getByLabel('In words').textContent()).toBe('Score is greater than 80.');
    expect(await page.getByLabel('Name').inputValue()).toBe('VIP customers');
    expect(await shop.seriousIssues()).toEqual([]);

    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(/#\/segments\/1\/show/);
    await page.getByRole('row', { name: /Customer 40/ }).waitFor();
    expect(await page.getByRole('row').count()).toBe(1 + 8);
    expect(await shop.seriousIssues()).toEqual([]);
    const saved = await shop.api<{ data: { conditions: unknown }[] }>('/segments');
    expect(saved.data[0]!.conditions).toEqual(vip);
  });

  it('explains a person, rule by rule', async () => {
    const { page } = shop;
    await page
      .getByRole('row', { name: /Customer 40/ })
      .getByRole('button', { name: 'Why?' })
      .click();
    await page.getByRole('dialog').getByText('Score is 100', { exact: true }).waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
    await page.getByRole('button', { name: 'Close' }).click();
  });

  it('shows no number of older rules as that of the newer, however slow or broken the answers', async () => {
    const { page } = shop;
    await shop.goto('/segments/1');
    await currentCount().waitFor();
    const value = page.getByRole('textbox', { name: 'Value' });
    const isOld = (request: Request) => !!request.postData()?.includes('"value":90');
    const answered = Promise.race([
      page.waitForEvent('requestfinished', { predicate: isOld }),
      page.waitForEvent('requestfailed', { predicate: isOld }),
    ]);
    const slow = await hold(page, '**/api/segments/preview', (body) => body.includes('"value":90'));
    await value.fill('90');
    await slow.asked;
    expect(await currentCount().count()).toBe(0);
    await value.fill('50');
    await currentCount().waitFor();
    await slow.release();
    await answered;
    expect(await currentCount().textContent()).toBe('20');

    await page.route('**/api/segments/preview', (route) => route.abort());
    await value.fill('60');
    await page.getByText('This could not be counted.').waitFor();
    expect(await currentCount().count()).toBe(0);
    await page.unrouteAll({ behavior: 'wait' });
    await page.getByRole('button', { name: 'Try again' }).click();
    await currentCount().waitFor();
    expect(await currentCount().textContent()).toBe('16');
    shop.complaints.length = 0; // The aborted request is one.
  });

  it('marks the rule that is not finished, and saves nothing until it is', async () => {
    const { page } = shop;
    await page.getByRole('textbox', { name: 'Value' }).fill('');
    await page.getByText('Not finished: fill in what is missing.').waitFor();
    await page.getByText('Finish the rules to see who they find.').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Finish the marked rules first.').waitFor();
    await page.getByRole('textbox', { name: 'Value' }).fill('80');
    await currentCount().waitFor();
  });

  it('moves rules by keyboard, and keeps the focus on what it moves', async () => {
    const { page } = shop;
    await page.getByRole('button', { name: 'Add rule' }).click();
    await page.getByRole('textbox', { name: 'Value' }).nth(1).fill('7');
    const handles = page.getByRole('button', { name: /^Drag to move/ });
    await handles.nth(1).focus();
    await page.keyboard.press('ArrowUp');
    expect(await page.getByRole('textbox', { name: 'Value' }).first().inputValue()).toBe('7');
    expect(await handles.first().and(page.locator(':focus')).count()).toBe(1);
  });

  it('edits the same tree as JSON', async () => {
    const { page } = shop;
    await page.getByRole('button', { name: 'JSON' }).click();
    const code = page.getByLabel('Rules as JSON');
    await code.fill('{ "logic": "AND", "rules": [');
    await page.getByText('This is no JSON').waitFor();
    await code.fill('{ "logic": "AND", "rules": [ { "field": "nose", "operator": "equals", "value": 1 } ] }');
    await page.getByText('conditions.rules[0].field: There is no field "nose".').waitFor();
    await code.fill(
      '{ "logic": "OR", "rules": [ { "event": "purchase", "operator": "did", "within": { "last": 9, "unit": "day" } } ] }',
    );
    await currentCount().waitFor();
    await page.getByRole('button', { name: 'Rules' }).click();
    expect(await page.getByLabel('Amount').inputValue()).toBe('9');
  });

  it('makes the browser complain about nothing', () => {
    expect(shop.complaints).toEqual([]);
  });
});
