import { stepsOf } from '../../libs/ra-targeting/src/versions/size-steps.js';
import { Console, describeInBrowser } from './support/console.js';
import { scoreAbove, subscribed } from './support/rules.js';
import { fillShop } from './support/shop.js';

interface Saved {
  id: number;
  version: number;
  name: string;
  status: string;
  conditions: unknown;
  exclude_unsubscribed: boolean;
}

describe('the steps of sizes over time', () => {
  it('go on to the right where a clock was put back', () => {
    const point = (at: number, count: number) => ({
      ...{ id: `${count}`, at: new Date(at).toISOString() },
      ...{ count, entered: 0, left: 0 },
    });
    const points = [point(1000, 1), point(9000, 2), point(5000, 4), point(7000, 3)];
    const { places, line } = stepsOf(points, { now: 5000, width: 100, height: 104 });
    expect(places.map(({ x, width }) => [x, width])).toEqual([
      [0, 100],
      [100, 0],
      [100, 0],
      [100, 0],
    ]);
    expect(line).toBe('M0.0,79.0 H100.0 L100.0,54.0 H100.0 L100.0,4.0 H100.0 L100.0,29.0 H100.0');
  });
});

describeInBrowser('versions in the console', () => {
  let shop: Console;

  beforeAll(async () => {
    shop = await Console.open();
    await fillShop(shop);
    await shop.api('/segments', { name: 'Best', conditions: scoreAbove(80) });
    await shop.api('/segments/1', { name: 'Best of all', conditions: scoreAbove(70, subscribed) }, 'PUT');
    await shop.api('/segments/1', { conditions: scoreAbove(90) }, 'PUT');
    await shop.api('/audiences', { name: 'Letter', include_segments: [1] });
    await shop.api('/audiences/1', { exclude_unsubscribed: false }, 'PUT');
  });
  afterAll(() => shop?.close());

  const saved = (path: string) => shop.api<Saved>(path);
  const dialog = (name: string | RegExp) => shop.page.getByRole('dialog', { name });

  it('tells what every version has changed, the newest first', async () => {
    const { page } = shop;
    await shop.goto('/segments/1/show');
    await page.getByRole('tab', { name: 'History' }).click();
    const versions = page
      .getByRole('region', { name: 'Versions' })
      .getByRole('listitem')
      .filter({ hasText: 'Version' });
    await versions.nth(2).waitFor();
    expect(await versions.count()).toBe(3);
    const [newest, middle] = [await versions.nth(0).innerText(), await versions.nth(1).innerText()];
    expect(newest).toContain('Version 3');
    expect(newest).toContain('Removed: subscribed is true');
    expect(middle).toContain('Renamed: “Best” → “Best of all”');
    expect(middle).toContain('Added: subscribed is true');
    expect(await shop.seriousIssues()).toEqual([]);
  });

  it('opens one as it was, and compares it with any other', async () => {
    const { page } = shop;
    await page.getByRole('button', { name: 'Open version 2' }).click();
    const opened = dialog('Version 2');
    await opened.getByText('All of these hold').waitFor();
    await opened.getByText('Score is greater than 70', { exact: true }).waitFor();
    await opened.getByText('Changed: score is greater than 80 → score is greater than 70').waitFor();
    await opened.getByRole('combobox', { name: 'Compare with' }).click();
    await page.getByRole('option', { name: 'Version 3 (now)' }).click();
    await opened.getByText('Changed: score is greater than 90 → score is greater than 70').waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
  });

  it('restores one when that is confirmed, and that can be undone by restoring again', async () => {
    const { page } = shop;
    await dialog('Version 2').getByRole('button', { name: 'Restore this version' }).click();
    const asked = dialog('Restore version 2?');
    await asked.getByText('Added: subscribed is true').waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
    await asked.getByRole('button', { name: 'Cancel' }).click();
    await asked.waitFor({ state: 'hidden' });
    expect(await saved('/segments/1')).toMatchObject({ version: 3, conditions: scoreAbove(90) });

    await dialog('Version 2').getByRole('button', { name: 'Restore this version' }).click();
    await asked.getByRole('button', { name: 'Restore', exact: true }).click();
    await page.getByText('Version 2 is restored, as version 4.').waitFor();
    expect(await saved('/segments/1')).toMatchObject({ version: 4, conditions: scoreAbove(70, subscribed) });

    await page.getByRole('button', { name: 'Open version 3' }).click();
    await dialog('Version 3').getByRole('button', { name: 'Restore this version' }).click();
    await dialog('Restore version 3?').getByRole('button', { name: 'Restore', exact: true }).click();
    await page.getByText('Version 3 is restored, as version 5.').waitFor();
    expect(await saved('/segments/1')).toMatchObject({ version: 5, conditions: scoreAbove(90) });
  });

  it('restores one against the tests of the segment only when that is wanted', async () => {
    const { page } = shop;
    const tests = { size: { max: 5 } };
    await shop.api('/segments/1', { conditions: scoreAbove(80), tests, force: true }, 'PUT');
    await shop.api('/segments/1', { conditions: scoreAbove(90), tests: null }, 'PUT');
    await page.reload();
    await page.getByRole('button', { name: 'Open version 6' }).click();
    await dialog('Version 6').getByRole('button', { name: 'Restore this version' }).click();
    const asked = dialog('Restore version 6?');
    await asked.getByRole('button', { name: 'Restore', exact: true }).click();
    await asked.getByText(/at most 5 customers, but it has 8/).waitFor();
    expect(await saved('/segments/1')).toMatchObject({ version: 7, conditions: scoreAbove(90) });
    expect(await shop.seriousIssues()).toEqual([]);
    await asked.getByRole('button', { name: 'Restore anyway' }).click();
    await page.getByText('Version 6 is restored, as version 8.').waitFor();
    expect(await saved('/segments/1')).toMatchObject({ version: 8, conditions: scoreAbove(80) });
    expect(shop.complaints.every((text) => text.includes('422'))).toBe(true);
    shop.complaints.length = 0; // The browser notes the refusal.
  });

  it('says when the size is not recorded, and what to do', async () => {
    const { page } = shop;
    await shop.api('/segments', { name: 'Later', conditions: scoreAbove(80), status: 'draft' });
    await shop.goto('/segments/2/show/history');
    const size = page.getByRole('region', { name: 'Size over time' });
    await size.getByText('activate this one to have its size recorded').waitFor();
    expect(await size.getByText('recorded from now on').count()).toBe(0);
    expect(await shop.seriousIssues()).toEqual([]);
    await shop.api('/segments/2', { status: 'active' }, 'PUT');
    await shop.anew('/segments/2/show/history');
    await size.getByText(/8 customers since/).waitFor();
    expect(await size.getByRole('alert').count()).toBe(0);
  });

  it('does the same for audiences', async () => {
    const { page } = shop;
    await shop.goto('/audiences/1/show/history');
    await page.getByRole('button', { name: 'Open version 1' }).click();
    await dialog('Version 1').getByText('Unsubscribed', { exact: true }).waitFor();
    await dialog('Version 1').getByText('Best of all').first().waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
    await dialog('Version 1').getByRole('button', { name: 'Restore this version' }).click();
    await dialog('Restore version 1?').getByRole('button', { name: 'Restore', exact: true }).click();
    await page.getByText('Version 1 is restored, as version 3.').waitFor();
    expect(await saved('/audiences/1')).toMatchObject({ version: 3, exclude_unsubscribed: true });
  });

  it('does the same for lists, with whom was picked by hand', async () => {
    const { page } = shop;
    await shop.api('/lists', { name: 'Guests', customers: [1], emails: ['guest@example.com'] });
    await shop.api('/lists/1', { name: 'Friends', customers: [1, 2] }, 'PUT');
    await shop.goto('/lists/1/show');
    await page.getByRole('tab', { name: 'History' }).click();
    await page.getByText('Renamed: “Guests” → “Friends”').waitFor();
    await page.getByRole('button', { name: 'Open version 1' }).click();
    await dialog('Version 1').getByText('2 picked by hand.').waitFor();
    await dialog('Version 1').getByText('Customer 1', { exact: true }).waitFor();
    await dialog('Version 1').getByText('guest@example.com').waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
    await dialog('Version 1').getByRole('button', { name: 'Restore this version' }).click();
    await dialog('Restore version 1?').getByRole('button', { name: 'Restore', exact: true }).click();
    await page.getByText('Version 1 is restored, as version 3.').waitFor();
    expect(await saved('/lists/1')).toMatchObject({ version: 3, name: 'Guests' });
  });

  it('makes the browser complain about nothing', () => {
    expect(shop.complaints).toEqual([]);
  });
});
