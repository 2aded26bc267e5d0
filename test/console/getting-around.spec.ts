import { Console, describeInBrowser } from './support/console.js';
import { fillShop } from './support/shop.js';

describeInBrowser('getting around in the console', () => {
  let shop: Console;

  beforeAll(async () => {
    shop = await Console.open();
    await fillShop(shop);
  });
  afterAll(() => shop?.close());

  it('comes back to the list as it was, and opens a filtered list by its address', async () => {
    const { page } = shop;
    await shop.goto('/customers');
    await page.getByRole('textbox', { name: 'Search' }).fill('Customer 17');
    await page.getByText('customer16@example.com').waitFor({ state: 'hidden' });
    await page.getByText('customer17@example.com').click();
    await page.waitForURL(/customers\/17\/show/);
    await page.goBack();
    await page.getByText('customer17@example.com').waitFor();
    expect(await page.getByRole('textbox', { name: 'Search' }).inputValue()).toBe('Customer 17');
    await shop.anew(`/customers?filter=${encodeURIComponent('{"q":"customer31"}')}`);
    await page.getByText('customer31@example.com').waitFor();
    expect(await page.getByRole('row').count()).toBe(1 + 1);
  });

  it('says of a customer what could not be found out, and asks once more', async () => {
    const { page } = shop;
    await page.route(/customers\/17\/(events|memberships)/, (route) => route.abort());
    await shop.anew('/customers/17/show');
    const again = page.getByRole('button', { name: 'Try again' });
    await again.nth(1).waitFor();
    await page.unrouteAll({ behavior: 'wait' });
    await again.first().click();
    await page.getByText('No segment, audience or list has them.').waitFor();
    await again.click();
    await page.getByText('Purchase', { exact: true }).waitFor();
    // The browser tells of each request that failed.
    expect(shop.complaints.splice(0).filter((text) => !text.includes('net::ERR_FAILED'))).toEqual([]);
  });

  it('skips the menu by keyboard, and shows where the focus is', async () => {
    const { page } = shop;
    await shop.anew('/segments');
    await page.keyboard.press('Tab');
    const skip = page.getByRole('button', { name: 'Skip to content' });
    expect(await skip.and(page.locator(':focus')).count()).toBe(1);
    await shop.settled();
    const box = await skip.boundingBox();
    expect(box!.y).toBeGreaterThanOrEqual(0);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.locator('#main-content :focus-visible').count()).toBe(1);
  });

  it('remembers whether it is dark', async () => {
    const { page } = shop;
    await shop.goto('/');
    const ground = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    const light = await ground();
    await page.getByRole('button', { name: 'Toggle light/dark mode' }).click();
    await page.getByRole('button', { name: 'Toggle light/dark mode' }).waitFor();
    await shop.settled();
    const dark = await ground();
    expect(dark).not.toBe(light);
    await page.reload();
    await page.getByRole('link', { name: /^Customers 40/ }).waitFor();
    expect(await ground()).toBe(dark);
  });

  it('moves nothing for those who ask for it', async () => {
    const seconds = () => shop.page.evaluate<number>(longest);
    expect(await seconds()).toBe(0);
    await shop.page.emulateMedia({ reducedMotion: 'no-preference' });
    expect(await seconds()).toBeGreaterThan(0.1);
  });

  it('makes the browser complain about nothing', () => {
    expect(shop.complaints).toEqual([]);
  });
});

/** In seconds, of what is on the page. */
const longest = `Math.max(...[...document.querySelectorAll('button')].map((button) =>
  Number.parseFloat(getComputedStyle(button).transitionDuration)))`;
