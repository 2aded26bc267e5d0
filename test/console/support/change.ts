import type { Console } from './console.js';

/** Changes something behind the back of whoever looks at the console. */
export async function change(shop: Console, path: string, body: object): Promise<void> {
  const response = await fetch(`${shop.url}/api${path}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
}
