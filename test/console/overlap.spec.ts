import { Console, describeInBrowser } from './support/console.js';
import { fillShop } from './support/shop.js';

const scoreOf = (number: number) => number * 2.5;
const cityOf = (number: number) => (number % 2 ? 'Paris' : 'Rome');
const everyone = Array.from({ length: 40 }, (_, index) => index + 1);

/** Three segments, each by a rule and by a plain computation. */
const sets = {
  'Half and more': {
    rule: { field: 'score', operator: 'at_least', value: 50 },
    has: (number: number) => scoreOf(number) >= 50,
  },
  Best: {
    rule: { field: 'score', operator: 'at_least', value: 75 },
    has: (number: number) => scoreOf(number) >= 75,
  },
  Parisians: {
    rule: { field: 'attributes.city', operator: 'equals', value: 'Paris' },
    has: (number: number) => cityOf(number) === 'Paris',
  },
};
type Name = keyof typeof sets;
const names = Object.keys(sets) as Name[];

/** How many are in exactly these. */
const inJust = (...inside: Name[]) =>
  everyone.filter((number) => names.every((name) => sets[name].has(number) === inside.includes(name))).length;

describeInBrowser('segments side by side', () => {
  let shop: Console;
  const ids = {} as Record<Name, number>;

  beforeAll(async () => {
    shop = await Console.open();
    await fillShop(shop);
    for (const name of names) {
      const conditions = { logic: 'AND', rules: [sets[name].rule] };
      ids[name] = (await shop.api<{ id: number }>('/segments', { name, conditions })).id;
    }
  });
  afterAll(() => shop?.close());

  const bars = () => shop.page.getByRole('listbox', { name: 'How the segments overlap' }).getByRole('option');
  const row = (region: string | RegExp) =>
    shop.page.getByRole('table', { name: 'The same in numbers' }).getByRole('row', { name: region });

  it('are chosen in the list, and every customer is counted in one place', async () => {
    const { page } = shop;
    await shop.goto('/segments');
    const choose = (name: Name) => page.getByRole('row', { name }).getByRole('checkbox').check();
    await choose('Best');
    expect(await page.getByRole('button', { name: 'Compare' }).isDisabled()).toBe(true);
    await choose('Half and more');
    await choose('Parisians');
    await page.getByRole('link', { name: 'Compare' }).click();
    await bars().first().waitFor();
    const expected = [
      [/^“Half and more” and “Parisians” \d/, inJust('Half and more', 'Parisians')],
      [/^“Half and more” \d/, inJust('Half and more')],
      [/^“Parisians” \d/, inJust('Parisians')],
      [/^“Best” and “Half and more” \d/, inJust('Half and more', 'Best')],
      [/^“Best”, “Half and more”, and “Parisians” \d/, inJust('Half and more', 'Best', 'Parisians')],
    ] as const;
    for (const [region, count] of expected) {
      expect(count).toBeGreaterThan(0);
      await row(region)
        .getByRole('cell', { name: String(count), exact: true })
        .waitFor();
    }
    expect(await bars().count()).toBe(expected.length);
    const union = everyone.filter((number) => names.some((name) => sets[name].has(number))).length;
    await page.getByText(`${union} customers are in one of them or more`).waitFor();
    await page.getByText('Everyone in “Best” is also in “Half and more”.').waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
  });

  it('are gone through by the arrow keys', async () => {
    const { page } = shop;
    await bars().first().focus();
    await page.keyboard.press('End');
    expect(await bars().last().getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('ArrowLeft');
    expect(await bars().last().getAttribute('aria-selected')).toBe('false');
    expect(await page.locator('[role=option][tabindex="0"]').count()).toBe(1);
  });

  it('lead from a region to a segment of just those', async () => {
    const { page } = shop;
    await page.getByRole('option', { name: /^In “Half and more” and “Parisians”/ }).click();
    await page.getByRole('link', { name: 'Make a segment of these' }).click();
    const count = page.locator('[data-testid=preview-count][data-current=true]');
    await count.waitFor();
    expect(await count.textContent()).toBe(String(inJust('Half and more', 'Parisians')));
  });

  it('are added and taken away, which the address keeps', async () => {
    const { page } = shop;
    await shop.goto(`/segments/overlap?ids=${ids.Best}`);
    await page.getByText('Choose at least two segments').waitFor();
    await page.getByRole('combobox', { name: 'Add a segment' }).fill('Paris');
    await page.getByRole('option', { name: /Parisians/ }).click();
    await row(/^“Best” \d/).waitFor();
    expect(page.url()).toContain(`ids=${ids.Best}%2C${ids.Parisians}`);
    await page.reload();
    await row(/^“Best” \d/).waitFor();
  });

  it('are found to be alike on the page of each', async () => {
    const { page } = shop;
    const again = await shop.api<{ id: number }>('/segments', {
      name: 'Best, once more',
      conditions: { logic: 'AND', rules: [{ field: 'score', operator: 'greater_than', value: 74 }] },
    });
    await shop.goto(`/segments/${ids.Best}/show`);
    const similar = page.getByRole('region', { name: 'Similar segments' });
    const same = similar.getByRole('listitem').filter({ hasText: 'Best, once more' });
    await same.getByText('100% the same').waitFor();
    await same.getByText('The very same customers: one of the two is enough.').waitFor();
    await similar.getByRole('link', { name: 'Compare' }).click();
    await page.getByText('“Best” and “Best, once more” have the very same customers.').waitFor();
    expect(page.url()).toContain(`ids=${ids.Best},${again.id}`);
    expect(shop.complaints).toEqual([]);
  });
});
