import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { startTemporaryPostgres } from './embedded-postgres/temporary.mjs';

// Writes a picture of every screen of the built console over the demo data: light, dark and on a phone.
// npm run build && npm run screenshots [-- folder]

const folder = process.argv[2] ?? join(mkdtempSync(join(tmpdir(), 'screenshots-')));

/** What a screen is called, where it is, and what is done on it before it is taken. */
const screens = [
  ['dashboard', '/'],
  ['segments', '/segments'],
  ['segment-create', '/segments/create'],
  ['segment-builder', '/segments/6'],
  ['segment-nested', (/** @type {number} */ nested) => `/segments/${nested}`],
  ['segment-json', '/segments/6', (page) => page.getByRole('button', { name: 'JSON' }).click()],
  ['segment', '/segments/1/show'],
  ['explain', '/segments/1/show', (page) => page.getByRole('button', { name: 'Why?' }).first().click()],
  ['audiences', '/audiences'],
  ['audience-create', '/audiences/create'],
  ['audience-builder', '/audiences/4'],
  ['audience', '/audiences/4/show'],
  ['campaigns', '/campaigns'],
  ['campaign-create', '/campaigns/create'],
  ['campaign', '/campaigns/7/show'],
  ['campaign-sent', '/campaigns/1/show'],
  ['lists', '/lists'],
  ['list', '/lists/1/show'],
  ['imports', '/imports'],
  ['import', '/imports/1/show'],
  ['customers', '/customers'],
  ['customer', '/customers/17/show'],
  ['customer-edit', '/customers/17'],
];

const looks = [
  { name: 'light', viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
  { name: 'dark', viewport: { width: 1440, height: 900 }, colorScheme: 'dark' },
  { name: 'phone', viewport: { width: 390, height: 844 }, colorScheme: 'light', deviceScaleFactor: 2 },
];

const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Groups in groups, events with properties, a negation. */
const nested = {
  name: 'Book lovers worth a letter',
  description: 'VIPs or frequent buyers of books, without those who were written to this week.',
  conditions: {
    logic: 'AND',
    rules: [
      { field: 'subscribed', operator: 'is_true' },
      {
        logic: 'OR',
        rules: [
          { field: 'score', operator: 'greater_than', value: 80 },
          {
            event: 'purchase',
            operator: 'did',
            count: { operator: 'at_least', value: 2 },
            within: { last: 6, unit: 'month' },
            where: { logic: 'AND', rules: [{ field: 'category', operator: 'in', value: ['books', 'toys'] }] },
          },
        ],
      },
      {
        logic: 'OR',
        not: true,
        rules: [
          { contacted: { within: { last: 7, unit: 'day' } }, operator: 'was' },
          { list: 2, operator: 'in' },
        ],
      },
    ],
  },
};

const database = await startTemporaryPostgres({ database: 'shop' });
const api = await import(new URL('../apps/api/dist/main.js', import.meta.url).href);
const app = await api.start({
  databaseUrl: database.url,
  port: 0,
  host: '127.0.0.1',
  demo: true,
  timeZone: 'UTC',
});
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: [...flags, ...quiet],
});
try {
  const { id } = await create('/segments', nested);
  mkdirSync(folder, { recursive: true });
  for (const { name: look, ...options } of looks) {
    const page = await (await browser.newContext(options)).newPage();
    page.on('pageerror', (error) => console.error(`${page.url()}: ${error.message}`));
    for (const screen of screens) await take(page, look, screen, id);
    await page.context().close();
  }
  console.log(folder);
} finally {
  await browser.close();
  await app.close();
  await database.destroy();
}

/** @param {import('playwright-core').Page} page @param {string} look @param {any} screen @param {number} id */
async function take(page, look, [name, path, act], id) {
  await page.goto('about:blank');
  await page.goto(`${app.url}/#${typeof path === 'function' ? path(id) : path}`);
  await page.waitForLoadState('networkidle');
  await act?.(page);
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(folder, `${name}-${look}.png`) });
}

/** @param {string} path @param {object} body */
async function create(path, body) {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${app.url}/api${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}
