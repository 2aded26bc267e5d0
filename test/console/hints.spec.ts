import { AudienceBuilder } from './support/audience-builder.js';
import { Builder } from './support/builder.js';
import { Console, describeInBrowser } from './support/console.js';
import { hold } from './support/hold.js';
import { fillShop } from './support/shop.js';

const score = (operator: string, value: number) => ({ field: 'score', operator, value });

describeInBrowser('what is allowed and perhaps not meant', () => {
  let shop: Console;
  let builder: Builder;
  let audience: AudienceBuilder;

  beforeAll(async () => {
    shop = await Console.open();
    builder = new Builder(shop.page);
    audience = new AudienceBuilder(shop);
    await fillShop(shop);
    const segment = (name: string, value: number) =>
      shop.api('/segments', { name, conditions: { logic: 'AND', rules: [score('at_least', value)] } });
    await segment('Best', 75);
    await segment('Half and more', 50);
  });
  afterAll(() => shop?.close());

  const hintAt = (path: string) => shop.page.locator(`[data-path="${path}"]`).locator('[data-hint]');
  const summary = () => shop.page.getByRole('region', { name: 'Worth a look' });
  const current = () => shop.page.locator('[data-testid=preview-count][data-current=true]');

  it('is said at the very rule, calmly, and heard', async () => {
    const { page } = shop;
    const { id } = await shop.api<{ id: number }>('/segments', {
      name: 'Torn',
      conditions: {
        logic: 'OR',
        rules: [
          score('at_least', 90),
          { logic: 'AND', rules: [score('greater_than', 80), score('less_than', 20)] },
        ],
      },
    });
    await shop.goto(`/segments/${id}`);
    const hint = hintAt('conditions.rules[1]');
    await hint.first().waitFor();
    expect(await hintAt('conditions.rules[0]').count()).toBe(0);
    // Nothing is wrong: it can be saved.
    expect(await page.getByRole('alert').count()).toBe(0);
    const text = (await hint.first().textContent())!;
    await page.getByRole('status').filter({ hasText: text }).waitFor({ state: 'attached' });
    expect(await shop.seriousIssues()).toEqual([]);
  });

  it('is led to from the number', async () => {
    const { page } = shop;
    await summary().getByRole('button', { name: 'Go to: Rule 2' }).first().click();
    const inside = `document.querySelector('[data-path="conditions.rules[1]"]').contains(document.activeElement)`;
    expect(await page.evaluate(inside)).toBe(true);
  });

  it('is said of the line in the JSON view, too', async () => {
    const { page } = shop;
    const text = (await hintAt('conditions.rules[1]').first().textContent())!;
    await page.getByRole('button', { name: 'JSON' }).click();
    await page.locator('[data-hint]').getByText(text).waitFor();
    await page
      .locator('[data-hint]')
      .getByRole('button', { name: /^Line \d+/ })
      .first()
      .click();
    const json = page.getByRole('textbox', { name: 'Rules as JSON' });
    const selected = await json.evaluate((input) => {
      const { value, selectionStart, selectionEnd } = input as unknown as {
        [name in 'selectionStart' | 'selectionEnd']: number;
      } & { value: string };
      return value.slice(selectionStart, selectionEnd);
    });
    expect(selected).toMatch(/\{|\[/);
    await page.getByRole('button', { name: 'Rules', exact: true }).click();
  });

  it('does not stand stale: it goes while the rules are counted anew, and is gone when they are mended', async () => {
    const { page } = shop;
    const end = page.getByRole('button', { name: 'Add rule' }).last();
    await hintAt('conditions.rules[1]').first().waitFor();
    const before = await end.boundingBox();
    const answer = await hold(page, '**/api/segments/preview');
    await builder.row('rules[1].rules[1]').fill('Value', '95');
    await answer.asked;
    expect(await hintAt('conditions.rules[1]').first().isVisible()).toBe(false);
    expect(await summary().count()).toBe(0);
    await answer.release();
    await current().waitFor();
    expect(await hintAt('conditions.rules[1]').count()).toBe(0);
    expect(await summary().count()).toBe(0);
    // Nothing has moved under the pointer.
    expect(await end.boundingBox()).toEqual(before);
  });

  it('is said at the line of an audience that adds nobody, and of one that removes nobody', async () => {
    await shop.anew('/');
    await audience.begin('Too many words');
    await audience.addSegment('Half and more');
    await current().waitFor();
    const answer = await hold(shop.page, '**/api/audiences/preview');
    await audience.addSegment('Best');
    await answer.asked;
    const line = shop.page.locator('[data-path="include_segments[1]"]');
    const before = await line.boundingBox();
    await answer.release();
    await hintAt('include_segments[1]').getByText('The segment “Best” adds nobody').waitFor();
    expect(await hintAt('include_segments[0]').count()).toBe(0);
    // Nothing has moved under the pointer.
    expect(await line.boundingBox()).toEqual(before);
    await audience.leaveOutContacted(7);
    await hintAt('exclude_contacted_within_days').getByText('keeps nobody out').waitFor();
    await summary().getByRole('button', { name: 'Go to: Included segments, number 2' }).click();
    const inside = `document.querySelector('[data-path="include_segments[1]"]').contains(document.activeElement)`;
    expect(await shop.page.evaluate(inside)).toBe(true);
    expect(await shop.seriousIssues()).toEqual([]);
    await audience.unsubscribed.uncheck();
    await hintAt('exclude_unsubscribed').getByText('have not agreed to be written to').waitFor();
    expect(shop.complaints).toEqual([]);
  });
});
