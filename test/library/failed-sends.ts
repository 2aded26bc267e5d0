import { SendService } from 'nest-targeting';
import type { EntityManager } from 'typeorm';
import type { Host } from '../hosts/host.js';
import { openReferenceHost } from '../hosts/reference-host.js';
import { expectNotSent, expectSentOnce } from './send/sent-once.js';
import { all, Shop } from './shop.js';

describe('a send that fails', () => {
  let host: Host;
  beforeAll(async () => (host = await openReferenceHost()));
  afterAll(() => host?.close());
  beforeEach(() => host.clear());

  it.each([
    ['only when it is committed', "RAISE 'no receipt today'", 'no receipt today'],
    [
      'by a connection that is lost as it is committed',
      'PERFORM pg_terminate_backend(pg_backend_pid())',
      'terminating connection',
    ],
  ])('%s says so, and is not done a second time', async (_, refusing, message) => {
    const shop = new Shop(host);
    const people = await shop.people(30, 40);
    const segment = await shop.segment('From thirty', all(shop.scoreAtLeast(30)));
    const campaign = await host.addCampaign({ segment: segment.id });
    await host.dataSource.query(
      `DROP FUNCTION IF EXISTS refuse() CASCADE; DROP TABLE IF EXISTS receipts;
       CREATE TABLE receipts (campaign text);
       CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${refusing}; RETURN NULL; END $$;
       CREATE CONSTRAINT TRIGGER at_last AFTER INSERT ON receipts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse()`,
    );
    const within = jest.fn(async (manager: EntityManager) => {
      await manager.query('INSERT INTO receipts VALUES ($1)', [campaign]);
    });
    const request = {
      campaignId: String(campaign),
      target: { segmentId: segment.id as number },
      actor: null,
    };
    const sent = host.app.get(SendService, { strict: false }).send(request, within);
    await expect(sent).rejects.toThrow(message);
    expect(within).toHaveBeenCalledTimes(1);
    await expectNotSent(host, campaign);
    expect(await host.dataSource.query('SELECT FROM receipts')).toEqual([]);
    // Nothing is left behind that would keep it from being sent.
    expect(await host.send(campaign)).toMatchObject({ status: 200, recipients: 2 });
    await expectSentOnce(host, campaign, people);
  });
});
