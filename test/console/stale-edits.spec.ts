import { Console, describeInBrowser } from './support/console.js';
import { scoreAbove } from './support/rules.js';
import { fillShop } from './support/shop.js';

interface Saved {
  version: number;
  name: string;
  description: string;
  conditions: unknown;
}

describeInBrowser('two who change one thing at once', () => {
  let shop: Console;

  beforeAll(async () => {
    shop = await Console.open();
    await fillShop(shop);
    await shop.api('/segments', { name: 'Best', description: 'Before', conditions: scoreAbove(80) });
    await shop.api('/audiences', { name: 'Letter', description: 'Before', include_segments: [1] });
    await shop.api('/lists', { name: 'Guests', description: 'Before', customers: [1] });
  });
  afterAll(() => shop?.close());

  const saved = (path = '/segments/1') => shop.api<Saved>(path);
  const dialog = () => shop.page.getByRole('dialog', { name: 'Somebody else has saved a change meanwhile' });
  const field = (name: string) => dialog().getByRole('region', { name });
  const textbox = (name: string) => shop.page.getByRole('textbox', { name, exact: true });
  const save = () => shop.page.getByRole('button', { name: 'Save', exact: true }).click();
  const refresh = async (path: string) => {
    const answer = shop.page.waitForResponse((response) => response.url().endsWith(path));
    await shop.page.getByRole('button', { name: 'Refresh' }).click();
    await answer;
    await shop.quiet();
  };
  const meanwhile = (change: object, path = '/segments/1') => shop.api(path, change, 'PUT');

  it('shows what the other has changed, and loses nothing that was typed', async () => {
    const { page } = shop;
    await shop.goto('/segments/1');
    await textbox('Value').fill('60');
    await textbox('Description').fill('Mine');
    await meanwhile({ name: 'Theirs', conditions: scoreAbove(90) });
    await save();
    await dialog().getByText('Renamed: “Best” → “Theirs”').waitFor();
    await dialog().getByText('You both changed it').waitFor();
    await field('Rules').getByText('Score is greater than 90').waitFor();
    await field('Rules').getByText('Score is greater than 60').waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
    await dialog().getByRole('button', { name: 'Back to the form' }).click();
    await page.getByText('Not saved yet. What you have typed is still here.').waitFor();
    expect(await textbox('Value').inputValue()).toBe('60');
    expect(await textbox('Description').inputValue()).toBe('Mine');
    expect(await saved()).toMatchObject({ version: 2, name: 'Theirs', conditions: scoreAbove(90) });
  });

  it('saves both changes merged field by field, and asks again when a third comes in between', async () => {
    const { page } = shop;
    await save();
    await field('Rules')
      .getByRole('radio', { name: /^Theirs/ })
      .check();
    await meanwhile({ name: 'Theirs again' });
    await dialog().getByRole('button', { name: 'Save merged' }).click();
    await field('Name').getByText('Theirs again').waitFor();
    await field('Name')
      .getByRole('radio', { name: /^Theirs/ })
      .check();
    await dialog().getByRole('button', { name: 'Save merged' }).click();
    await page.waitForURL(/segments\/1\/show/);
    const merged = { version: 4, name: 'Theirs again', description: 'Mine', conditions: scoreAbove(90) };
    expect(await saved()).toMatchObject(merged);
  });

  it('keeps all mine', async () => {
    const { page } = shop;
    await shop.goto('/segments/1');
    await textbox('Description').fill('Only mine');
    await meanwhile({ description: 'Only theirs', name: 'Other' });
    await save();
    await dialog().getByRole('button', { name: 'All mine' }).click();
    await dialog().getByRole('button', { name: 'Save merged' }).click();
    await page.waitForURL(/segments\/1\/show/);
    expect(await saved()).toMatchObject({ version: 6, name: 'Theirs again', description: 'Only mine' });
  });

  it('takes theirs: the form shows it, and nothing is saved', async () => {
    const { page } = shop;
    await shop.goto('/segments/1');
    await textbox('Description').fill('Never saved');
    await meanwhile({ description: 'Theirs' });
    await save();
    await dialog().getByRole('button', { name: 'All theirs' }).click();
    await dialog().getByRole('button', { name: 'Take theirs' }).click();
    await page.getByText('The form shows what they have saved.').waitFor();
    await textbox('Description').and(page.locator('[value="Theirs"]')).waitFor();
    expect(await saved()).toMatchObject({ version: 7, description: 'Theirs' });
    await textbox('Description').fill('Now mine');
    await save();
    await page.waitForURL(/segments\/1\/show/);
    expect(await saved()).toMatchObject({ version: 8, description: 'Now mine' });
  });

  it('keeps what is typed when the page is refreshed, and still asks what of it is saved', async () => {
    const { page } = shop;
    await shop.goto('/segments/1');
    await textbox('Description').fill('Typed');
    await textbox('Name').fill('Typed, too');
    await meanwhile({ name: 'Renamed' });
    await refresh('/segments/1');
    expect(await textbox('Description').inputValue()).toBe('Typed');
    await save();
    await field('Name').getByText('You both changed it').waitFor();
    await dialog().getByRole('button', { name: 'Save merged' }).click();
    await page.waitForURL(/segments\/1\/show/);
    expect(await saved()).toMatchObject({ version: 10, name: 'Typed, too', description: 'Typed' });
  });

  it('sends of a form that was refreshed nothing but what is changed', async () => {
    const { page } = shop;
    await shop.goto('/audiences/1');
    await textbox('Description').fill('Typed');
    await refresh('/audiences/1');
    const sent = page.waitForRequest((request) => request.method() === 'PUT');
    await save();
    expect((await sent).postDataJSON()).toEqual({ description: 'Typed', version: 1 });
    await page.waitForURL(/audiences\/1\/show/);
  });

  it('shows their days since a contact when theirs is taken', async () => {
    const { page } = shop;
    await shop.goto('/audiences/1');
    await textbox('Description').fill('Never saved');
    await meanwhile({ exclude_contacted_within_days: 30 }, '/audiences/1');
    await save();
    await dialog().getByRole('button', { name: 'All theirs' }).click();
    await dialog().getByRole('button', { name: 'Take theirs' }).click();
    await page.getByText('The form shows what they have saved.').waitFor();
    await shop.quiet();
    expect(await page.getByRole('spinbutton', { name: 'days' }).inputValue()).toBe('30');
  });

  it.each(['audiences', 'lists'])('does the same for %s', async (resource) => {
    const { page } = shop;
    const path = `/${resource}/1`;
    await shop.goto(path);
    await textbox('Description').fill('Mine');
    await meanwhile({ name: 'Theirs' }, path);
    await save();
    await field('Name').getByText('Theirs', { exact: true }).last().waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
    await dialog().getByRole('button', { name: 'Save merged' }).click();
    await page.waitForURL(new RegExp(`${resource}/1/show`));
    expect(await saved(path)).toMatchObject({ name: 'Theirs', description: 'Mine' });
  });

  it('makes the browser complain about nothing else than the refusals', () => {
    expect(shop.complaints.filter((text) => !text.includes('409'))).toEqual([]);
  });
});
