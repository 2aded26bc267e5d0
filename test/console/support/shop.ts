import type { Console } from './console.js';

/** Forty customers, whose scores are 2.5 apart, and who buy on days known. */
export async function fillShop(shop: Console): Promise<void> {
  for (let number = 1; number <= 40; number++) {
    await shop.api('/customers', {
      external_id: `c-${number}`,
      email: `customer${number}@example.com`,
      name: `Customer ${number}`,
      subscribed: number % 4 !== 0,
      score: number * 2.5,
      attributes: { city: number % 2 ? 'Paris' : 'Rome' },
    });
  }
  const events = Array.from({ length: 40 }, (_, index) => ({
    customer: { external_id: `c-${index + 1}` },
    type: 'purchase',
    occurred_at: new Date(Date.now() - (index + 1) * 86_400_000).toISOString(),
    properties: { amount: 10 * (index + 1), category: index % 2 ? 'books' : 'toys' },
    key: `o-${index + 1}`,
  }));
  await shop.api('/events', { events });
}
