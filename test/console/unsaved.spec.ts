import { AudienceBuilder } from './support/audience-builder.js';
import { CampaignDesk } from './support/campaign-desk.js';
import { Console, describeInBrowser } from './support/console.js';
import { hold } from './support/hold.js';
import { csvFile, emailOf } from './support/people.js';
import { scoreAbove } from './support/rules.js';
import { fillShop } from './support/shop.js';

describeInBrowser('what is not saved yet', () => {
  let shop: Console;

  beforeAll(async () => {
    shop = await Console.open();
    await fillShop(shop);
    await shop.api('/segments', { name: 'Best', conditions: scoreAbove(80) });
    await shop.api('/audiences', { name: 'Letter', include_segments: [1] });
  });
  afterAll(() => shop?.close());

  const button = (name: string) => shop.page.getByRole('button', { name, exact: true });
  const total = async (path: string) => (await shop.api<{ total: number }>(path)).total;

  describe('is saved once, however often that is asked for:', () => {
    const forms = [
      ['segments', '', 'Save', 'Save'],
      ['lists', '', 'Save', 'Save'],
      ['campaigns', '?source={"segment_id":1}', 'Save and review', 'Save and review'],
      ['audiences', '', 'Save draft', 'Save'],
    ] as const;

    it.each(forms)('%s', async (resource, source, first, second) => {
      const { page } = shop;
      await shop.anew(`/${resource}/create${source}`);
      const before = await total(`/${resource}`);
      await page.getByRole('textbox', { name: 'Name' }).fill('Once');
      if (resource === 'segments') await page.getByRole('button', { name: /^VIP customers/ }).click();
      const answer = await hold(page, `**/api/${resource}`);
      await button(first).click();
      await answer.asked;
      await button(second).click({ force: true });
      await button(first).click({ force: true });
      await answer.release();
      await page.waitForURL(new RegExp(`${resource}/\\d+/show`));
      await shop.quiet();
      expect(await total(`/${resource}`)).toBe(before + 1);
    });

    it('also while the next page is still being loaded', async () => {
      const { page } = shop;
      await shop.anew('/lists/create');
      await page.getByRole('textbox', { name: 'Name' }).fill('Once more');
      const before = await total('/lists');
      const next = await hold(page, '**/ListShow*.js');
      await button('Save').click();
      await page.waitForURL(/lists\/\d+\/show/);
      await page.getByText('List saved').waitFor();
      await button('Save').click();
      await next.release();
      await page.getByRole('link', { name: 'Edit' }).waitFor();
      expect(await total('/lists')).toBe(before + 1);
    });
  });

  it('stays in the builder over a campaign when the window is looked at again', async () => {
    const { page } = shop;
    const audience = new AudienceBuilder(shop);
    await shop.anew('/campaigns/create?source={"audience_id":1}');
    await button('Change it').click();
    await audience.remove('Best');
    await audience.addCustomer('Customer 1', 'customer1@');
    const answer = page.waitForResponse((response) => response.url().endsWith('/audiences/1'));
    await page.evaluate(`window.dispatchEvent(new Event('visibilitychange'))`);
    await answer;
    await shop.quiet();
    expect(await audience.row('Customer 1').count()).toBe(1);
    expect(await audience.row('Best').count()).toBe(0);
  });

  /** Away from a form, which asks whether that is meant. */
  const leave = async (
    answer: 'accept' | 'dismiss',
    by = () => shop.page.getByRole('menuitem', { name: 'Customers' }).click(),
  ) => {
    const asked = shop.page.waitForEvent('dialog').then((dialog) => dialog[answer]());
    await by();
    await asked;
  };

  describe('is not left without a question:', () => {
    const menu = (name: string) => shop.page.getByRole('menuitem', { name }).click();

    it('the rules of a new segment', async () => {
      const { page } = shop;
      await shop.anew('/segments');
      await shop.toNew('Segments');
      await menu('Customers');
      await shop.toNew('Segments');
      await page.getByRole('button', { name: /^VIP customers/ }).click();
      await leave('dismiss');
      await page.getByText('Score is greater than 80.').waitFor();
      await leave('accept');
      await page.waitForURL(/customers/);
    });

    it('the rules of a saved segment', async () => {
      const { page } = shop;
      await shop.anew('/segments/1');
      await page.getByText('Score is greater than 80.').waitFor();
      await menu('Customers');
      await page.waitForURL(/customers/);
      await page.goBack();
      await page.getByRole('textbox', { name: 'Value' }).fill('60');
      await leave('dismiss');
      await page.getByText('Score is greater than 60.').waitFor();
      await leave('accept');
      await page.waitForURL(/customers/);
    });

    it('an audience that is built over a campaign', async () => {
      const { page } = shop;
      const [audience, campaigns] = [new AudienceBuilder(shop), new CampaignDesk(shop)];
      await shop.anew('/lists');
      await shop.toNew('Campaigns');
      await campaigns.buildAudience();
      const back = async () => void (await page.evaluate('history.back()'));
      await audience.addSegment('Best');
      await audience.preview.count();
      await leave('dismiss', back);
      await audience.row('Best').waitFor();
      await audience.remove('Best');
      await audience.preview.count();
      await back();
      await page.waitForURL(/campaigns$/);
    });

    it('nor is anything of it asked for once it is saved', async () => {
      const { page } = shop;
      const [audience, campaigns] = [new AudienceBuilder(shop), new CampaignDesk(shop)];
      await shop.toNew('Campaigns');
      await campaigns.buildAudience();
      await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Over it');
      await audience.addSegment('Best');
      await audience.save();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByRole('textbox', { name: 'Name' }).fill('Below');
      const sent = page.waitForRequest((request) => request.method() === 'POST');
      const id = await campaigns.review();
      expect(Object.keys((await sent).postDataJSON() as object).sort()).toEqual([
        'audience_id',
        'name',
        'segment_id',
      ]);
      expect(await shop.api(`/campaigns/${id}`)).toMatchObject({ name: 'Below' });
    });
  });

  describe('is not left without a question either after it could not be saved:', () => {
    it.each([
      ['audiences/1', 'Failed to fetch', undefined],
      ['lists/create', 'Internal Server Error', 500],
      ['campaigns/create?source={"segment_id":1}', 'Not Found', 404],
    ])('%s, %s', async (path, problem, status) => {
      const { page } = shop;
      const saves = (method: string) => method === 'PUT' || method === 'POST';
      await shop.anew(`/${path}`);
      await page.getByRole('textbox', { name: 'Name' }).fill('Not saved');
      await page.route(new RegExp(`/api/${path.split(/[?/]/)[0]}`), (route) => {
        if (!saves(route.request().method())) return route.continue();
        return status ? route.fulfill({ status, body: 'Sorry' }) : route.abort();
      });
      await page.getByRole('button', { name: /^Save/ }).last().click();
      await page.getByText(problem).waitFor();
      await leave('dismiss');
      expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Not saved');
      await leave('accept');
      await page.waitForURL(/customers/);
      await page.unrouteAll({ behavior: 'wait' });
    });
  });

  it('is not saved without a file that was refused, until that is closed', async () => {
    const { page } = shop;
    const audience = new AudienceBuilder(shop);
    await shop.anew('/audiences/create');
    await audience.name.fill('With a file');
    const before = await total('/audiences');
    await page.route('**/import-csv', (route) => route.abort());
    await audience.choose('Import a CSV file', csvFile('Refused.csv', 'email', emailOf(1)));
    await button('Import').click();
    await page.getByText('Refused.csv was not taken.').waitFor();
    await audience.save();
    const hint = page.getByText('Import it again, or close what is said of it');
    await hint.waitFor();
    expect(await total('/audiences')).toBe(before);
    await audience.section('Include').getByRole('button', { name: 'Close' }).click();
    await hint.waitFor({ state: 'detached' });
    await audience.save();
    await audience.isLeft();
    expect(await total('/audiences')).toBe(before + 1);
    await page.unrouteAll({ behavior: 'wait' });
  });

  it('is not saved, and takes no other file, while a file is being taken back', async () => {
    const { page } = shop;
    const audience = new AudienceBuilder(shop);
    await shop.anew('/audiences/create');
    await audience.name.fill('Without the file');
    const before = await total('/audiences');
    await audience.importCsv(csvFile('Back.csv', 'email', emailOf(1)));
    const answer = await hold(page, '**/undo');
    await button('Take it back').click();
    await answer.asked;
    expect(await button('Import a CSV file').isDisabled()).toBe(true);
    await audience.save();
    const hint = page.getByText('Save once it is out.');
    await hint.waitFor();
    await answer.release();
    await audience.row('Back.csv').waitFor({ state: 'detached' });
    await hint.waitFor({ state: 'detached' });
    expect(await total('/audiences')).toBe(before);
    await audience.save();
    await audience.isLeft();
  });

  it('is not asked about by the builder over a campaign when nothing was changed', async () => {
    const { page } = shop;
    const { id } = await shop.api<{ id: number }>('/campaigns', { name: 'To it', audience_id: 1 });
    await shop.anew(`/campaigns/${id}`);
    await button('Change it').click();
    const dialog = page.getByRole('dialog');
    const audience = new AudienceBuilder(shop);
    await audience.row('Best').waitFor();
    // Chosen and cancelled: all is as it was.
    await audience.choose('Import a CSV file', csvFile('Not meant.csv', 'email', emailOf(1)));
    await audience.section('Include').getByRole('button', { name: 'Cancel' }).click();
    const asked: string[] = [];
    page.once('dialog', (one) => {
      asked.push(one.message());
      void one.accept();
    });
    await dialog.getByRole('button', { name: 'Cancel' }).last().click();
    await dialog.waitFor({ state: 'detached' });
    expect(asked).toEqual([]);
    page.removeAllListeners('dialog');
  });

  it('makes the browser complain about nothing else than what failed', () => {
    expect(shop.complaints.filter((text) => !text.includes('Failed to load resource'))).toEqual([]);
  });
});
