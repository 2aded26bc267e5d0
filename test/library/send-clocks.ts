import { optionsOf } from '../engine/model/process.js';
import { openForeignHost } from '../hosts/foreign-host.js';
import type { Host, Id } from '../hosts/host.js';
import { openReferenceHost } from '../hosts/reference-host.js';
import { expectNotSent } from './send/sent-once.js';
import { Shop } from './shop.js';

/** Who sends sees the contacts of the send before, whatever the clocks say. */
describe.each([
  ['the reference host', openReferenceHost],
  ['a foreign host', openForeignHost],
])('on %s, by clocks that differ', (_, open) => {
  let host: Host;
  let other: Host;
  let shop: Shop;
  let people: Id[];
  beforeAll(async () => {
    host = await open();
    other = await host.another();
  });
  afterAll(async () => {
    await other?.close();
    await host?.close();
  });
  beforeEach(async () => {
    await host.clear();
    shop = new Shop(host);
    people = await shop.people(10, 20);
  });

  const behind = async (milliseconds: number, work: () => Promise<void>) => {
    const options = optionsOf(other.app);
    const { clock } = options;
    options.clock = () => new Date(Date.now() - milliseconds);
    try {
      await work();
    } finally {
      options.clock = clock!;
    }
  };
  const campaign = async () => {
    const picked = { include_customers: [people[0]!, people[1]!], exclude_contacted_within_days: 7 };
    return host.addCampaign({ audience: (await shop.audience('Once a week', picked)).id });
  };

  it('a send keeps out whom the one before has reached', async () => {
    const [first, second] = [await campaign(), await campaign()];
    expect(await host.send(first)).toMatchObject({ recipients: 2 });
    await behind(1_500, async () => expect(await other.send(second)).toMatchObject({ recipients: 0 }));
  });

  it('nothing is sent where they differ by too much, but what was sent is told', async () => {
    const [first, second] = [await campaign(), await campaign()];
    const sent = await host.send(first);
    await behind(120_000, async () => {
      expect(await other.send(second)).toMatchObject({
        status: 503,
        body: { errors: [{ code: 'clock' }] },
      });
      expect(await other.send(first)).toEqual(sent);
    });
    await expectNotSent(host, second);
    expect(await other.send(second)).toMatchObject({ recipients: 0 });
  });

  it('nothing is sent where that of the database differs', async () => {
    const one = await campaign();
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000);
    try {
      expect(await host.send(one)).toMatchObject({ status: 503, body: { errors: [{ code: 'clock' }] } });
    } finally {
      clock.mockRestore();
    }
    expect(await host.send(one)).toMatchObject({ recipients: 2 });
  });
});
