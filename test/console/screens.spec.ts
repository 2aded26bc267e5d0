import type { Page } from 'playwright-core';
import { desk, prepare, screens } from '../../scripts/screens.mjs';
import { Console, describeInBrowser } from './support/console.js';

const phone = { width: 390, height: 844 };

const anyIds = { nested: 1, fixed: 1, empty: 1, tested: 1 };
const isForm = ({ path }: (typeof screens)[number]) => /(create|\/\d+)$/.test(path(anyIds));

/** Those on which something is done come last: of the others no form holds who leaves it. */
const inOrder = [...screens.filter(({ act }) => !act), ...screens.filter(({ act }) => act)];

describeInBrowser('every screen of the console', () => {
  let shop: Console;
  let ids: Awaited<ReturnType<typeof prepare>>;

  beforeAll(async () => {
    shop = await Console.open({ demo: true });
    ids = await prepare((path, body, method) => shop.api<{ id: number }>(path, body, method));
  }, 120_000);
  afterAll(() => shop?.close());

  it.each(inOrder.map((screen) => [screen.name, screen] as const))(
    '%s: by everyone, light and dark, on a desk and on a phone, without a complaint',
    async (_name, screen) => {
      const { page } = shop;
      const { path, act } = screen;
      // A form in which something was done holds whoever leaves it.
      const before = inOrder[inOrder.indexOf(screen) - 1];
      const canBeLeft = before && !(before.act && isForm(before));
      await page.setViewportSize(desk);
      await page.emulateMedia({ colorScheme: 'light' });
      if (canBeLeft && isForm(before)) await leaveForm(page);
      if (before?.act && canBeLeft) await closeDialogs(page);
      await (canBeLeft ? shop.goto(path(ids)) : shop.anew(path(ids)));
      await act?.(page);
      await shop.quiet();
      expect(await shop.seriousIssues()).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      // Nothing but colours is another.
      expect(await shop.seriousIssues('color-contrast', 'link-in-text-block')).toEqual([]);
      await page.setViewportSize(phone);
      await shop.quiet();
      expect(await shop.seriousIssues()).toEqual([]);
      expect(await page.evaluate(untranslated)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(phone.width);
      expect(shop.complaints.splice(0)).toEqual([]);
    },
  );
});

/** One may lie over another. */
async function closeDialogs(page: Page): Promise<void> {
  // By role only the uppermost is found.
  const dialogs = page.locator('[role=dialog]');
  for (let left = await dialogs.count(); left > 0; left--) {
    await page.keyboard.press('Escape');
    await dialogs.nth(left - 1).waitFor({ state: 'detached' });
  }
}

/** By the menu: a form takes notice of addresses that nobody was led to. */
async function leaveForm(page: Page): Promise<void> {
  await page.getByRole('menuitem', { name: 'Lists' }).click();
  await page.getByRole('link', { name: /^Create/ }).waitFor();
}

/** Keys that stand where a message should: nobody has written it. */
const untranslated = `[document.body.innerText, ...[...document.querySelectorAll('[aria-label], [title], [placeholder]')]
  .flatMap((element) => ['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? ''))]
  .flatMap((text) => text.match(/\\b(ra|resources|targeting|dashboard|console|customers|campaigns)(\\.[a-z_]+)+\\b/gi) ?? [])`;
