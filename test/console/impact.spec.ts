import type { Impact } from '../../libs/ra-targeting/src/data-provider/history-types.js';
import { Console, describeInBrowser } from './support/console.js';
import { hold } from './support/hold.js';
import { scoreAbove, subscribed } from './support/rules.js';
import { fillShop } from './support/shop.js';

describeInBrowser('what a change of rules would change', () => {
  let shop: Console;

  beforeAll(async () => {
    shop = await Console.open();
    await fillShop(shop);
    await shop.api('/segments', { name: 'Best', conditions: scoreAbove(50) });
    await shop.api('/segments', {
      name: 'Best who read',
      conditions: { logic: 'AND', rules: [{ segment: 1, operator: 'in' }, subscribed] },
    });
    await shop.api('/audiences', { name: 'Letter', include_segments: [2], exclude_unsubscribed: false });
  });
  afterAll(() => shop?.close());

  const panel = () => shop.page.getByRole('region', { name: 'What this changes' });
  const value = () => shop.page.getByRole('textbox', { name: 'Value', exact: true });
  const impact = (score: number) => shop.api<Impact>('/segments/1/impact', { conditions: scoreAbove(score) });
  const row = (name: string) => panel().getByRole('listitem').filter({ hasText: name });

  it('shows who would come in and who would go, and what else changes with it', async () => {
    await shop.goto('/segments/1');
    await panel().getByText('Change the rules').waitFor();
    await value().fill('70');
    // Of forty with scores 2.5 apart: 20 above 50, 12 above 70.
    await panel().getByText('20 → 12 customers').waitFor();
    await panel().getByText('−8 would go').waitFor();
    await panel().getByText('0 would come in').waitFor();
    const told = await impact(70);
    expect([told.before, told.after, told.leaving]).toEqual([20, 12, 8]);
    for (const { name } of told.leaving_sample.slice(0, 5)) await panel().getByText(name!).first().waitFor();
    // Every fourth is not subscribed: 15 of the twenty, 9 of the twelve.
    expect(await row('Letter').innerText()).toContain('15 → 9');
    expect(await row('Best who read').innerText()).toContain('15 → 9');
    expect(await shop.seriousIssues()).toEqual([]);
  });

  it('explains each of those who would go by the rules as they stand', async () => {
    const { page } = shop;
    const [person] = (await impact(70)).leaving_sample;
    await panel()
      .getByRole('button', { name: new RegExp(person!.name!) })
      .click();
    const dialog = page.getByRole('dialog', { name: 'Why?' });
    await dialog.getByText('Not in.').waitFor();
    await dialog.getByText('Score is greater than 70').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
  });

  it('shows nothing of older rules as that of the newer, and says when it has failed', async () => {
    const { page } = shop;
    const late = await hold(page, '**/api/segments/1/impact', (body) => body.includes('"value":30'));
    await value().fill('30');
    await late.asked;
    await value().fill('90');
    await panel().getByText('20 → 4 customers').waitFor();
    await late.release();
    await shop.quiet();
    expect(await panel().getByText('20 → 4 customers').count()).toBe(1);
    expect(await panel().getByText('20 → 28 customers').count()).toBe(0);

    await page.route('**/api/segments/1/impact', (route) => route.abort());
    await value().fill('80');
    await panel().getByRole('alert').getByText('could not be worked out').waitFor();
    await page.unrouteAll({ behavior: 'wait' });
    await panel().getByRole('button', { name: 'Try again' }).click();
    await panel().getByText('20 → 8 customers').waitFor();
    shop.complaints.length = 0; // The aborted request is one.
  });

  it('says before it saves that it cannot tell what changes', async () => {
    const { page } = shop;
    await page.route('**/api/segments/1/impact', (route) => route.abort());
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'What this changes is not known' });
    await dialog.getByRole('button', { name: 'Save anyway' }).waitFor();
    await dialog.getByRole('button', { name: 'Back to the form' }).click();
    await page.getByText('Not saved yet.').waitFor();
    expect(await shop.api('/segments/1')).toMatchObject({ version: 1 });
    await page.unrouteAll({ behavior: 'wait' });
    shop.complaints.length = 0; // The aborted request is one.
  });

  it('asks before it saves what an unsent campaign would go to others by', async () => {
    const { page } = shop;
    await shop.api('/campaigns', { name: 'Spring', audience_id: 1 });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Campaigns change with it' });
    await dialog.getByText('15 → 6').waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
    await dialog.getByRole('button', { name: 'Back to the form' }).click();
    await page.getByText('Not saved yet.').waitFor();
    expect(await value().inputValue()).toBe('80');
    expect(await shop.api('/segments/1')).toMatchObject({ version: 1 });

    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(/segments\/1\/show/);
    expect(await shop.api('/segments/1')).toMatchObject({ version: 2, conditions: scoreAbove(80) });
  });

  it('does not ask when the rules stay', async () => {
    const { page } = shop;
    await shop.goto('/segments/1');
    await page.getByRole('textbox', { name: 'Description' }).fill('New words');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.waitForURL(/segments\/1\/show/);
    expect(await shop.api('/segments/1')).toMatchObject({ version: 3, description: 'New words' });
    expect(shop.complaints).toEqual([]);
  });
});
