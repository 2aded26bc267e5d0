import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { startTemporaryPostgres } from './embedded-postgres/temporary.mjs';
import { looks, prepare, screens } from './screens.mjs';

// Writes a picture of every screen of the built console over the demo data: light, dark and on a phone.
// npm run build && npm run screenshots [-- folder [pictures …]]
// Those of the README: npm run screenshots -- docs/pictures audience-builder-light segment-nested-light dashboard-dark

const [folder = mkdtempSync(join(tmpdir(), 'screenshots-')), ...pictures] = process.argv.slice(2);

const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];

const database = await startTemporaryPostgres({ database: 'shop' });
const api = await import(new URL('../apps/api/dist/main.js', import.meta.url).href);
const settings = { databaseUrl: database.url, port: 0, host: '127.0.0.1', timeZone: 'UTC' };
let app;
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: [...flags, ...quiet],
});
try {
  mkdirSync(folder, { recursive: true });
  app = await api.start({ ...settings, demo: false });
  await takeAll([{ name: 'dashboard-fresh', path: () => '/' }]);
  await app.close();
  app = await api.start({ ...settings, demo: true });
  await takeAll(screens, await prepare(post));
  console.log(folder);
} finally {
  await browser.close();
  await app?.close();
  await database.destroy();
}

/** @param {import('./screens.d.mts').Screen[]} list @param {any} [ids] */
async function takeAll(list, ids) {
  for (const { name: look, ...options } of looks) {
    const wanted = list.filter(({ name }) => pictures.length === 0 || pictures.includes(`${name}-${look}`));
    if (wanted.length === 0) continue;
    const page = await (await browser.newContext(options)).newPage();
    page.on('pageerror', (error) => console.error(`${page.url()}: ${error.message}`));
    for (const screen of wanted) await take(page, look, screen, ids);
    await page.context().close();
  }
}

/** @param {import('playwright-core').Page} page @param {string} look @param {import('./screens.d.mts').Screen} screen @param {any} ids */
async function take(page, look, { name, path, act }, ids) {
  await page.goto('about:blank');
  await page.goto(`${app.url}/#${path(ids)}`);
  await page.locator('#react-admin-title :text-matches(".")').waitFor();
  await page.waitForLoadState('networkidle');
  await act?.(page);
  await page.getByRole('progressbar').first().waitFor({ state: 'hidden' });
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(folder, `${name}-${look}.png`) });
}

/** @param {string} path @param {object} body @param {string} [method] */
async function post(path, body, method = 'POST') {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${app.url}/api${path}`, {
    method,
    headers,
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}
