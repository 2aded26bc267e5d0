// Every screen of the console over the demo data: for the pictures, and for the tests that hold for all of them.

/** @typedef {import('./screens.d.mts').Screen} Screen @typedef {import('./screens.d.mts').Ids} Ids */

/** @param {string} label @returns {Screen['act']} */
const press = (label) => (page) => page.getByRole('button', { name: label }).first().click();

/** @type {Screen[]} */
export const screens = [
  { name: 'dashboard', path: () => '/' },
  { name: 'segments', path: () => '/segments' },
  { name: 'help', path: () => '/segments', act: openHelp },
  { name: 'segment-create', path: () => '/segments/create' },
  { name: 'segment-create-static', path: () => '/segments/create', act: chooseStatic },
  { name: 'segment-builder', path: () => '/segments/6' },
  { name: 'segment-nested', path: ({ nested }) => `/segments/${nested}` },
  { name: 'segment-json', path: () => '/segments/6', act: press('JSON') },
  { name: 'segment', path: () => '/segments/1/show' },
  { name: 'segment-static', path: ({ fixed }) => `/segments/${fixed}/show` },
  { name: 'segment-static-edit', path: ({ fixed }) => `/segments/${fixed}` },
  { name: 'segment-empty', path: ({ empty }) => `/segments/${empty}/show` },
  { name: 'segment-history', path: ({ tested }) => `/segments/${tested}/show/history` },
  { name: 'segment-version', path: ({ tested }) => `/segments/${tested}/show/history`, act: openVersion },
  { name: 'segment-restore', path: ({ tested }) => `/segments/${tested}/show/history`, act: askToRestore },
  { name: 'segment-tested', path: ({ tested }) => `/segments/${tested}/show` },
  { name: 'segment-tests', path: ({ tested }) => `/segments/${tested}` },
  { name: 'segment-impact', path: () => '/segments/1', act: changeRule },
  { name: 'segment-impact-confirm', path: () => '/segments/1', act: saveChangedRule },
  { name: 'explain', path: () => '/segments/1/show', act: press('Why?') },
  { name: 'segments-compared', path: () => '/segments/overlap?ids=1,2,3,4', act: chooseRegion },
  { name: 'audiences', path: () => '/audiences' },
  { name: 'audience-create', path: () => '/audiences/create' },
  { name: 'audience-builder', path: () => '/audiences/4' },
  { name: 'audience', path: () => '/audiences/4/show' },
  { name: 'snapshot', path: () => '/snapshots/1/show', act: verify },
  { name: 'snapshot-members', path: () => '/snapshots/1/show/members' },
  { name: 'snapshot-compared', path: () => '/snapshots/1/show/compare' },
  { name: 'snapshot-definition', path: () => '/snapshots/1/show/definition' },
  { name: 'audience-history', path: () => '/audiences/4/show/history' },
  { name: 'lists', path: () => '/lists' },
  { name: 'list-create', path: () => '/lists/create' },
  { name: 'list-edit', path: () => '/lists/1' },
  { name: 'list', path: () => '/lists/1/show' },
  { name: 'imports', path: () => '/imports' },
  { name: 'import', path: () => '/imports/1/show' },
  { name: 'campaigns', path: () => '/campaigns' },
  { name: 'campaign-create', path: () => '/campaigns/create' },
  { name: 'campaign-edit', path: () => '/campaigns/7' },
  { name: 'campaign-review', path: () => '/campaigns/7/show' },
  { name: 'campaign-send', path: () => '/campaigns/7/show', act: pressSend },
  { name: 'campaign-sent', path: () => '/campaigns/1/show' },
  { name: 'customers', path: () => '/customers' },
  { name: 'customer', path: () => '/customers/17/show' },
  { name: 'customer-create', path: () => '/customers/create' },
  { name: 'customer-edit', path: () => '/customers/17' },
  { name: 'fields', path: () => '/fields?at=%2Fattributes.city' },
  { name: 'activity', path: () => '/audit' },
  {
    name: 'activity-of-one',
    path: ({ tested }) => `/audit?filter={"kind":"segment","subject_id":${tested}}`,
  },
  { name: 'customer-import', path: () => '/customers', act: chooseFile },
];

export const desk = { width: 1440, height: 900 };

export const looks = [
  { name: 'light', viewport: desk, colorScheme: 'light' },
  { name: 'dark', viewport: desk, colorScheme: 'dark' },
  { name: 'phone', viewport: { width: 390, height: 844 }, colorScheme: 'light', deviceScaleFactor: 2 },
];

/**
 * Adds to the demo data what it has none of.
 * @param {(path: string, body: object, method?: string) => Promise<{ id: number }>} post to the API, or another method
 * @returns {Promise<Ids>}
 */
export async function prepare(post) {
  const { id: nested } = await post('/segments', worthALetter);
  const { id: fixed } = await post('/segments', {
    name: 'Testers of the new shop',
    description: 'Picked by hand.',
    segment_type: 'static',
    customers: [5, 17, 44, 123, 456, 789],
  });
  const { id: empty } = await post('/segments', {
    name: 'Bought for 10,000 and more',
    description: '',
    conditions: { logic: 'AND', rules: [{ field: 'score', operator: 'greater_than', value: 10_000 }] },
  });
  const { id: tested } = await post('/segments', { ...friends, tests });
  const changed = { logic: 'AND', rules: [{ field: 'score', operator: 'greater_than', value: 70 }] };
  await post(`/segments/${tested}`, { name: 'Friends of the shop', conditions: changed, force: true }, 'PUT');
  return { nested, fixed, empty, tested };
}

const friends = {
  name: 'Friends',
  description: 'Whom we would call by name.',
  conditions: {
    logic: 'AND',
    rules: [
      { field: 'score', operator: 'greater_than', value: 50 },
      { field: 'subscribed', operator: 'is_true' },
    ],
  },
  force: true,
};

/** Of which some pass and some fail. */
const tests = { include: [17], exclude: [5], size: { min: 10, max: 100 } };

/** Groups in groups, events with properties, a negation. */
const worthALetter = {
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

/** @param {import('playwright-core').Page} page */
async function chooseStatic(page) {
  await page.getByRole('button', { name: 'Fixed list' }).click();
}

/** @param {import('playwright-core').Page} page */
async function chooseRegion(page) {
  await page.getByRole('option').nth(1).click();
}

/** @param {import('playwright-core').Page} page */
async function verify(page) {
  await page.getByRole('button', { name: 'Verify' }).click();
  await page.getByText('Checked', { exact: true }).waitFor();
}

/** @param {import('playwright-core').Page} page */
async function openVersion(page) {
  await page.getByRole('button', { name: 'Open version 1' }).click();
  await page.getByText('Score is greater than 50', { exact: true }).waitFor();
}

/** @param {import('playwright-core').Page} page */
async function askToRestore(page) {
  await openVersion(page);
  await page.getByRole('button', { name: 'Restore this version' }).click();
  await page.getByRole('dialog', { name: 'Restore version 1?' }).getByRole('listitem').first().waitFor();
}

/** @param {import('playwright-core').Page} page */
async function changeRule(page) {
  await page.getByRole('textbox', { name: 'Value', exact: true }).fill('60');
  await page.getByText('would come in').waitFor();
}

/** @param {import('playwright-core').Page} page */
async function saveChangedRule(page) {
  await changeRule(page);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('dialog', { name: 'Campaigns change with it' }).waitFor();
}

/** @param {import('playwright-core').Page} page */
async function openHelp(page) {
  await page.getByRole('banner').getByRole('button', { name: 'Segment or audience?' }).click();
  await page.getByRole('dialog', { name: 'Segment or audience?' }).waitFor();
}

/** @param {import('playwright-core').Page} page */
async function pressSend(page) {
  await page.getByRole('button', { name: /^Send to [\d,]+ customers$/ }).click();
  await page.getByRole('dialog').waitFor();
}

/** @param {import('playwright-core').Page} page */
async function chooseFile(page) {
  await page.getByRole('button', { name: 'Import customers' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a CSV file' }).click();
  await (await chooser).setFiles({ name: 'guests.csv', mimeType: 'text/csv', buffer: Buffer.from(guests) });
  await page.getByRole('cell', { name: 'E-mail address' }).waitFor();
}

const guests = `Customer ID;E-mail address;Full name;Opt-in;City;Plan
g-1;ana@guests.example;Ana Reis;yes;Lisbon;pro
g-2;bo@guests.example;Bo Lind;no;Malmö;free
g-3;cy@guests.example;Cy Ellis;yes;;free
`;
