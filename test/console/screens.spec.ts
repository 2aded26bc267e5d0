import { desk, prepare, screens } from '../../scripts/screens.mjs';
import { Console, describeInBrowser } from './support/console.js';

const phone = { width: 390, height: 844 };

describeInBrowser('every screen of the console', () => {
  let shop: Console;
  let ids: Awaited<ReturnType<typeof prepare>>;

  beforeAll(async () => {
    shop = await Console.open({ demo: true });
    ids = await prepare((path, body, method) => shop.api<{ id: number }>(path, body, method));
  }, 120_000);
  afterAll(() => shop?.close());

  it.each(screens.map((screen) => [screen.name, screen] as const))(
    '%s: by everyone, light and dark, on a desk and on a phone, without a complaint',
    async (_name, screen) => {
      const { page } = shop;
      const { path, act } = screen;
      const before = screens[screens.indexOf(screen) - 1];
      // Those who use it go from screen to screen, too; but a form asks before it is left, and a dialog stays open.
      const canBeLeft = before && !before.act && !/(create|\/\d+)$/.test(before.path(ids));
      await page.setViewportSize(desk);
      await page.emulateMedia({ colorScheme: 'light' });
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

/** Keys that stand where a message should: nobody has written it. */
const untranslated = `[document.body.innerText, ...[...document.querySelectorAll('[aria-label], [title], [placeholder]')]
  .flatMap((element) => ['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? ''))]
  .flatMap((text) => text.match(/\\b(ra|resources|targeting|dashboard|console|customers|campaigns)(\\.[a-z_]+)+\\b/gi) ?? [])`;
