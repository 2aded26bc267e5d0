import type { Page, Route } from 'playwright-core';

/** Something that happens once, and can be waited for. */
class Moment {
  come!: () => void;
  readonly happened = new Promise<void>((resolve) => (this.come = resolve));
}

/** Holds back requests to an address whose body is one that is meant, until they are released. */
export async function hold(page: Page, url: string, isMeant: (body: string) => boolean = () => true) {
  const [asked, released] = [new Moment(), new Moment()];
  const handler = async (route: Route) => {
    if (isMeant(route.request().postData() ?? '')) {
      asked.come();
      await released.happened;
    }
    // The console may have given up on it.
    await route.continue().catch(() => undefined);
  };
  await page.route(url, handler);
  return {
    asked: asked.happened,
    release: async () => {
      released.come();
      await page.unroute(url, handler);
    },
  };
}
