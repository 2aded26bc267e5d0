import { gzipSync } from 'node:zlib';
import { Console, describeInBrowser } from './support/console.js';

/** Of script, gzipped: what somebody waits for before the first screen. */
const MOST = 350_000;

describeInBrowser('the first load of the console', () => {
  let shop: Console;
  const sizes: Promise<number>[] = [];

  beforeAll(async () => {
    shop = await Console.open();
    shop.page.on('response', (response) => {
      if (response.request().resourceType() !== 'script') return;
      sizes.push(response.body().then((script) => gzipSync(script).length));
    });
  });
  afterAll(() => shop?.close());

  it.each(['/', '/segments', '/audiences', '/campaigns', '/lists', '/imports', '/customers'])(
    'brings no more script than it may to %s',
    async (path) => {
      await shop.page.goto('about:blank');
      sizes.length = 0;
      await shop.goto(path);
      const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
      expect(total).toBeGreaterThan(MOST / 2); // The whole console has been counted, not a piece of it.
      expect(total).toBeLessThan(MOST);
    },
  );
});
