import type { Console } from './console.js';

const numbers = Array.from({ length: 40 }, (_, index) => index + 1);

/** Forty customers, whose scores are 2.5 apart, and who buy on days known. */
export async function fillShop(shop: Console): Promise<void> {
  const rows = numbers.map((number) =>
    [
      ...[`c-${number}`, `customer${number}@example.com`, `Customer ${number}`],
      ...[number % 4 !== 0, number * 2.5, number % 2 ? 'Paris' : 'Rome'],
    ].join(','),
  );
  const file = ['external_id,email,name,subscribed,score,city', ...rows].join('\n');
  await shop.upload('/customers/import-csv', 'customers.csv', file);
  const events = numbers.map((number) => ({
    customer: { external_id: `c-${number}` },
    type: 'purchase',
    occurred_at: new Date(Date.now() - number * 86_400_000).toISOString(),
    properties: { amount: 10 * number, category: number % 2 ? 'toys' : 'books' },
    key: `o-${number}`,
  }));
  await shop.api('/events', { events });
}
