import { Console, describeInBrowser } from './support/console.js';
import { fillShop } from './support/shop.js';

interface Row {
  id: number;
  name: string;
  status: string;
}

describeInBrowser('the lists of segments, audiences and lists', () => {
  let shop: Console;
  const ids: Record<string, number> = {};

  beforeAll(async () => {
    shop = await Console.open();
    await fillShop(shop);
  });
  afterAll(() => shop?.close());

  const rows = () => shop.page.locator('tbody').getByRole('row');
  const row = (name: string) => shop.page.getByRole('row', { name: new RegExp(name) });
  const select = async (...names: string[]) => {
    for (const name of names) await row(name).getByRole('checkbox').check();
  };
  const statusOf = async () => {
    const { data } = await shop.api<{ data: Row[] }>('/segments?per_page=100');
    return Object.fromEntries(data.map(({ name, status }) => [name, status]));
  };
  const show = async (choice: string) => {
    await shop.page.getByRole('combobox', { name: 'Show' }).click();
    await shop.page.getByRole('option', { name: choice, exact: true }).click();
  };

  it.each(['segments', 'audiences', 'lists'])('say what they are for while there are no %s', async (path) => {
    await shop.goto(`/${path}`);
    await shop.page.getByText('the same group is needed again: every month').waitFor();
    await shop.page.getByRole('link', { name: /^Create the first/ }).waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
  });

  it('say in words what a segment is, how many it has since when, and how many use it', async () => {
    const rule = (value: number) => ({
      logic: 'AND',
      rules: [{ field: 'score', operator: 'at_least', value }],
    });
    const segment = async (name: string, conditions: object = rule(80), more: object = {}) =>
      (ids[name] = (await shop.api<Row>('/segments', { name, conditions, ...more })).id);
    await segment('Best');
    await segment('Base');
    await segment('Of the base', { logic: 'AND', rules: [{ segment: ids['Base'], operator: 'in' }] });
    await segment('Alone', rule(10), { status: 'draft' });
    await shop.api('/audiences', { name: 'Letter', include_segments: [ids['Best']] });
    await shop.api('/campaigns', { name: 'Monthly', segment_id: ids['Best'] });

    await shop.goto('/segments');
    const text = await row('Best').textContent();
    for (const part of ['Score is at least 80', '9', 'Counted', '1 audience', '1 campaign', 'Active'])
      expect(text).toContain(part);
    expect(await row('Base Score').textContent()).toContain('1 segment');
    expect(await row('Alone').textContent()).toContain('Nothing yet');
    expect(await shop.seriousIssues()).toEqual([]);
  });

  it('archive what is selected; what is used stays and says by what; all of it can be undone', async () => {
    const { page } = shop;
    // The base is used only by another of the selection.
    await select('Best', 'Base Score', 'Of the base', 'Alone');
    const said = page.getByRole('alert');
    const meant = /segments\?(.*&)?id=/;
    await page.route(meant, (route) => route.abort());
    await page.getByRole('button', { name: 'Archive' }).click();
    await said.getByText('Failed to fetch').waitFor();
    await page.unroute(meant);
    // Nothing was changed, and all of them are still selected.
    await page.getByRole('button', { name: 'Archive' }).click();
    await said.getByText('Archived 3 segments.').waitFor();
    await said.getByText('The segment “Best” is used by audience “Letter”, campaign “Monthly”.').waitFor();
    expect(await statusOf()).toEqual({
      Best: 'active',
      Base: 'archived',
      'Of the base': 'archived',
      Alone: 'archived',
    });
    await row('Alone').waitFor({ state: 'detached' });
    expect(await rows().count()).toBe(1);
    expect(await shop.seriousIssues()).toEqual([]);

    await page.getByRole('button', { name: 'Undo' }).click();
    await said.getByText('Undone: 3 segments.').waitFor();
    expect(await statusOf()).toEqual({
      Best: 'active',
      Base: 'active',
      'Of the base': 'active',
      Alone: 'draft',
    });
    await row('Alone').waitFor();
    shop.complaints.length = 0; // The browser notes each refusal.
  });

  it('are narrowed by words, status and kind, and sorted', async () => {
    const { page } = shop;
    await shop.api('/segments', {
      name: 'Guests',
      segment_type: 'static',
      emails: ['customer7@example.com'],
    });
    await shop.goto('/lists');
    await shop.goto('/segments');
    await row('Guests').waitFor();
    expect(await rows().count()).toBe(5);
    await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
    await page.locator('tbody tr').first().getByText('Alone').waitFor();
    await show('Drafts');
    await row('Best').waitFor({ state: 'detached' });
    expect(await rows().count()).toBe(1);
    await show('Active and drafts');
    await row('Best').waitFor();
    await page.getByRole('combobox', { name: 'Kind' }).click();
    await page.getByRole('option', { name: 'Fixed list' }).click();
    await row('Best').waitFor({ state: 'detached' });
    expect(await row('Guests').textContent()).toContain('A fixed list of customers');
    await page
      .getByRole('searchbox', { name: 'Search' })
      .or(page.getByPlaceholder('Search'))
      .fill('nothing like it');
    await row('Guests').waitFor({ state: 'detached' });
  });

  it('bring back what was archived', async () => {
    const { page } = shop;
    const list = await shop.api<Row>('/lists', { name: 'Old guests', status: 'archived' });
    await shop.goto('/lists');
    await page.getByText('No lists yet').waitFor();
    await show('Archived');
    await select('Old guests');
    await page.getByRole('button', { name: 'Bring back' }).click();
    await page.getByText('Brought back 1 list.').waitFor();
    expect((await shop.api<Row>(`/lists/${list.id}`)).status).toBe('active');
  });

  it('are sorted on a phone too', async () => {
    const { page } = shop;
    await page.setViewportSize({ width: 390, height: 844 });
    await shop.anew('/segments?filter={}&sort=updated_at&order=DESC');
    const names = () => page.locator('#main-content li a').allInnerTexts();
    const sort = async (field: string) => {
      await page.getByRole('button', { name: /^Sort by/ }).click();
      await page.getByRole('menuitem', { name: field }).click();
    };
    await sort('Name');
    await page.getByRole('button', { name: 'Sort by name ascending' }).waitFor();
    await page.locator('#main-content li').first().getByText('Alone').waitFor();
    const ascending = await names();
    await sort('Name');
    await page.locator('#main-content li').last().getByText('Alone').waitFor();
    expect(await names()).toEqual(ascending.toReversed());
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('help with when to use which, by keyboard', async () => {
    const { page } = shop;
    const opener = page.getByRole('banner').getByRole('button', { name: 'Segment or audience?' });
    await opener.focus();
    await page.keyboard.press('Enter');
    const help = page.getByRole('dialog', { name: 'Segment or audience?' });
    await help.getByText('somebody must be left out').waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
    expect(await opener.and(page.locator(':focus')).count()).toBe(1);
    await opener.click();
    await help.getByRole('link', { name: 'To the audiences' }).click();
    await page.waitForURL(/#\/audiences$/);
    await help.waitFor({ state: 'detached' });
  });

  it('make the browser complain about nothing', () => {
    expect(shop.complaints).toEqual([]);
  });
});
