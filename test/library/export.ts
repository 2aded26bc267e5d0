import { parse } from 'csv-parse/sync';
import { get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openForeignHost } from '../hosts/foreign-host.js';
import type { Host, Id } from '../hosts/host.js';
import { openReferenceHost } from '../hosts/reference-host.js';
import { until } from '../support/launch.js';
import { all, Shop } from './shop.js';

describe.each([
  ['the reference host', openReferenceHost],
  ['a foreign host', openForeignHost],
] as const)('exports of %s', (_, open) => {
  let host: Host;
  let shop: Shop;
  beforeAll(async () => {
    host = await open();
    shop = new Shop(host);
  });
  afterAll(() => host?.close());
  beforeEach(() => host.clear());

  const exported = async (path: string) => {
    const { text, headers, status } = await host.api.ask('get', `${path}/export`);
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^text\/csv/);
    return { rows: parse(text), disposition: headers['content-disposition'] as string };
  };

  it('hold the same as the members, in the same order', async () => {
    const [, second, third] = await shop.people(1, 5, 9);
    const [odd] = await host.addCustomers([
      { name: 'Zoë "Z", Ltd\nÉlan', email: 'zoe@example.com', score: 7, consent: true },
    ]);
    const segment = await shop.segment('Scored', all(shop.scoreAtLeast(5)));
    const members = await host.api.all<{ id: Id; name: string; email: string }>(
      `segments/${segment.id}/members`,
    );
    const { rows, disposition } = await exported(`segments/${segment.id}`);
    expect(rows).toEqual([
      ['id', 'name', 'email'],
      ...members.map(({ id, name, email }) => [String(id), name, email]),
    ]);
    expect(new Set(rows.slice(1).map(([id]) => id))).toEqual(new Set([second, third, odd].map(String)));
    expect(disposition).toBe(`attachment; filename="segment-${segment.id}.csv"`);
  });

  it('say what brought each member of an audience in', async () => {
    const [first, second, kept] = await shop.people(1, 5, 9);
    const [scored, picked] = [
      await shop.segment('Scored', all(shop.scoreAtLeast(5))),
      await shop.fixed('Picked', [first!, second!]),
    ];
    const audience = await shop.audience('Both', {
      include_segments: [scored.id, picked.id],
      exclude_customers: [kept],
    });
    const { rows } = await exported(`audiences/${audience.id}`);
    expect(rows[0]).toEqual(['id', 'name', 'email', 'sources']);
    expect(new Map(rows.slice(1).map(([id, , , sources]) => [id, sources]))).toEqual(
      new Map([
        [String(first), `segment:${picked.id}`],
        [String(second), `segment:${scored.id} segment:${picked.id}`],
      ]),
    );
  });

  it('run nothing in a spreadsheet, and nothing in the database', async () => {
    const names = ['=1+1', '+1', '-1', '@x', '\tx', '\rx', "it's", '', `a'; DROP TABLE x; --`, 'a\\', null];
    const ids = await host.addCustomers(
      names.map((name) => ({ name, score: 5, consent: true, city: `O'B\\n"{}` })),
    );
    const segment = await shop.segment(
      'Odd',
      all(shop.livesIn(`O'B\\n"{}`), {
        field: host.fields.city,
        operator: 'in',
        value: [`o'b\\n"{}`, '\\', '"'],
      }),
    );
    const { rows } = await exported(`segments/${segment.id}`);
    const named = new Map(rows.slice(1).map(([id, name]) => [id, name]));
    expect(ids.map((id) => named.get(String(id)))).toEqual(
      names.map((name) => (name && /^[=+\-@\t\r]/.test(name) ? `'${name}` : (name ?? ''))),
    );
  });

  it('are refused for what is not there, and leave no connection behind', async () => {
    const before = (await host.api.ask('get', 'segments/999999/export')).status;
    expect(before).toBe(404);
    for (let again = 0; again < 12; again++) await host.api.ask('get', 'audiences/999999/export');
    expect(await host.api.get('segments')).toMatchObject({ total: 0 });
  });

  it('end in the database when their reader goes away', async () => {
    const segment = await shop.segment('All', all(shop.scoreAtLeast(0)));
    await shop.people(1);
    // Many rows, each of them long: more than the connections on the way can hold.
    for (let batch = 0; batch < 8; batch++)
      await host.addCustomers(
        Array.from({ length: 1_000 }, (_, n) => ({
          email: `${batch}.${n}@example.com`,
          name: 'x'.repeat(5_000),
          score: 1,
        })),
      );
    const { port } = (host.app.getHttpServer() as Server).address() as AddressInfo;
    const running = async () =>
      (
        await host.dataSource.query<{ n: number }[]>(
          `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY %' AND state = 'active'`,
        )
      )[0]!.n;
    for (let again = 0; again < 4; again++) {
      const response = await new Promise<IncomingMessage>((resolve, reject) =>
        get(
          {
            port,
            path: new URL(String(host.api.ask('get', `segments/${segment.id}/export`).url)).pathname,
          },
          resolve,
        ).on('error', reject),
      );
      await new Promise((resolve) => response.once('readable', resolve));
      expect(await running()).toBeGreaterThan(0);
      response.destroy();
      await until(async () => (await running()) === 0);
    }
    expect((await exported(`segments/${segment.id}`)).rows.length).toBe(8_002);
  });
});
