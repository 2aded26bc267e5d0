import type { Console } from './console.js';

/** A customer of whom the test knows everything. */
export interface Person {
  number: number;
  score: number;
  subscribed: boolean;
  status: string;
  /** How many days ago they bought something, for how much. */
  bought: { daysAgo: number; amount: number }[];
  /** How many days ago they clicked in a mail. */
  clicked: number[];
}

export const emailOf = (number: number) => `customer${number}@example.com`;
export const nameOf = (number: number) => `Customer ${number}`;
export const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Customers 1 to `count`; everything about them follows from their number. */
export const people = (count: number, of: (number: number) => Partial<Person>): Person[] =>
  range(1, count).map((number) => ({
    ...{ number, score: 50, subscribed: true, status: 'active', bought: [], clicked: [] },
    ...of(number),
  }));

export const numbersOf = (all: readonly Person[], holds: (person: Person) => boolean): number[] =>
  all.filter(holds).map(({ number }) => number);

export const boughtWithin = (days: number) => (person: Person) =>
  person.bought.some(({ daysAgo }) => daysAgo <= days);

/** A file for a file chooser. */
export const csvFile = (name: string, ...lines: string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from([...lines, ''].join('\n')),
});

/** Brings them in as an admin does: by a CSV file in the console. */
export async function importPeople(shop: Console, all: readonly Person[]): Promise<void> {
  const { page } = shop;
  const rows = all.map(({ number, score, subscribed, status }) =>
    [`c-${number}`, emailOf(number), nameOf(number), status, subscribed, score].join(','),
  );
  await shop.goto('/customers');
  await page.getByRole('button', { name: 'Import customers' }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .locator('input[type=file]')
    .setInputFiles(csvFile('customers.csv', 'external_id,email,name,status,subscribed,score', ...rows));
  await dialog.getByRole('row', { name: 'subscribed Subscribed' }).waitFor();
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await dialog.getByText(`${all.length.toLocaleString('en')} rows read`).waitFor();
  expect(await dialog.getByRole('definition').first().textContent()).toBe(all.length.toLocaleString('en'));
  await dialog.getByRole('button', { name: 'Close' }).click();
}

/** What they did; the console has no screen for that. */
export async function ingestDeeds(shop: Console, all: readonly Person[]): Promise<void> {
  const events = all.flatMap(({ number, bought, clicked }) => [
    ...bought.map(({ daysAgo, amount }) => deed(number, 'purchase', daysAgo, { amount })),
    ...clicked.map((daysAgo) => deed(number, 'email_clicked', daysAgo, {})),
  ]);
  const { accepted } = await shop.api<{ accepted: number }>('/events', { events });
  expect(accepted).toBe(events.length);
}

const deed = (number: number, type: string, daysAgo: number, properties: object) => ({
  customer: { external_id: `c-${number}` },
  type,
  occurred_at: new Date(Date.now() - daysAgo * 86_400_000).toISOString(),
  properties,
});
