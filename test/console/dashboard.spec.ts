import { Console, describeInBrowser } from './support/console.js';
import { fillShop } from './support/shop.js';

interface Named {
  id: number;
}

describeInBrowser('the dashboard', () => {
  let shop: Console;

  beforeAll(async () => {
    shop = await Console.open();
  });
  afterAll(() => shop?.close());

  const panel = (name: string) => shop.page.getByRole('region', { name });
  const open = () => shop.anew('/');

  it('leads from a fresh database to the first segment', async () => {
    await open();
    const steps = panel('Three steps to the first campaign');
    await steps.getByRole('link', { name: 'Import customers' }).waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
    await fillShop(shop);
    await open();
    await steps.getByText('Your customers are here.').waitFor();
    await steps.getByRole('link', { name: 'Create the first segment' }).click();
    await shop.page.waitForURL(/#\/segments\/create/);
    await shop.page.getByRole('button', { name: /VIP customers/ }).waitFor();
  });

  it('shows who there is, who can be reached, sizes, sends and snapshots, as the API counts them', async () => {
    const rules = (value: number) => ({
      conditions: { logic: 'AND', rules: [{ field: 'score', operator: 'greater_than', value }] },
    });
    const vips = await shop.api<Named>('/segments', { name: 'VIPs', ...rules(80) });
    await shop.api<Named>('/segments', { name: 'Beyond the best', ...rules(10_000) });
    const audience = await shop.api<Named>('/audiences', { name: 'Letter', include_segments: [vips.id] });
    const campaign = await shop.api<Named>('/campaigns', { name: 'First letter', audience_id: audience.id });
    const sent = await shop.api<{ recipient_count: number }>(`/campaigns/${campaign.id}/send`, {});
    await open();
    await shop.page.getByRole('link', { name: /^Customers 40/ }).waitFor();
    await shop.page.getByRole('link', { name: /^Can be reached 30/ }).waitFor();
    await panel('Segments by size')
      .getByRole('listitem')
      .filter({ hasText: 'VIPs' })
      .getByText('8')
      .waitFor();
    const people = `${sent.recipient_count} customers`;
    for (const name of ['Sent last', 'Frozen last']) await panel(name).getByText(people).waitFor();
    await panel('Frozen last').getByRole('link', { name: 'Letter' }).waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
  });

  it('says that nothing is wrong, sent or frozen only when that is known', async () => {
    const { page } = shop;
    const well = panel('Needs a look').getByText('All is well');
    await shop.api('/segments/2', { status: 'archived' }, 'PUT');
    await open();
    await well.waitFor();
    await page.route(/api\/(segments|campaigns|snapshots)\?.*per_page=(5|50|500)&/, (route) => route.abort());
    await open();
    for (const name of ['Needs a look', 'Sent last', 'Frozen last'])
      await panel(name).getByText('Failed to fetch').waitFor();
    await page.getByText(/All is well|Nothing was sent|No snapshot/).waitFor({ state: 'detached' });
    expect(await shop.seriousIssues()).toEqual([]);
    await page.unrouteAll({ behavior: 'wait' });
    for (const name of ['Needs a look', 'Sent last', 'Frozen last'])
      await panel(name).getByRole('button', { name: 'Try again' }).click();
    await well.waitFor();
    await panel('Frozen last').getByRole('link', { name: 'Letter' }).waitFor();
    // The browser tells of each request that failed.
    expect(shop.complaints.splice(0).filter((text) => !text.includes('net::ERR_FAILED'))).toEqual([]);
    await shop.api('/segments/2', { status: 'active' }, 'PUT');
    await open();
  });

  it('says what needs a look, and leads there', async () => {
    const concern = panel('Needs a look').getByRole('link', { name: 'Beyond the best' });
    await concern.click();
    await shop.page.getByRole('heading', { name: 'Beyond the best' }).last().waitFor();
    expect(shop.complaints).toEqual([]);
  });
});
