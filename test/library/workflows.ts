import type { Host, Id } from '../hosts/host.js';
import { openReferenceHost } from '../hosts/reference-host.js';
import { all, last } from './shop.js';

/*
 * The workflows and use cases that the project was asked for, over HTTP alone. Customers are numbered from 1, and everything
 * about them follows from their number, so that each expected count can be worked out by hand.
 */

const day = 86_400_000;
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const emailOf = (id: number) => `customer${id}@example.com`;
const csvOf = (ids: number[], ...more: string[]) =>
  ['Name,E-mail', ...ids.map((id) => `"Doe, No ${id}",${emailOf(id)}`), ...more].join('\r\n');

const vips = all({ field: 'score', operator: 'greater_than', value: 80 });
const bought = (days: number) => all({ event: 'purchase', operator: 'did', within: last(days) });

describe('the workflows and the use cases, by the API', () => {
  let host: Host;
  beforeAll(async () => (host = await openReferenceHost()));
  afterAll(() => host?.close());
  beforeEach(() => host.clear());

  /** Imports customers 1 to `count`. */
  async function importCustomers(
    count: number,
    of: (id: number) => { score?: number; subscribed?: boolean; status?: string },
  ) {
    const rows = range(1, count).map((id) => {
      const { score = 50, subscribed = true, status = 'active' } = of(id);
      return [`crm-${id}`, emailOf(id), `Customer ${id}`, status, subscribed, score].join(',');
    });
    const csv = ['external_id,email,name,status,subscribed,score', ...rows].join('\n');
    const report = await host.api.upload('customers/import-csv', 'customers.csv', csv, {}, 200);
    expect(report).toMatchObject({ rows: count, created: count });
    const { data } = await host.api.get('customers?sort=id&order=asc&per_page=1000');
    for (const { id, external_id } of data) expect(external_id).toBe(`crm-${id}`);
  }

  async function ingest(type: string, ids: readonly number[], daysAgo: number) {
    const occurred_at = new Date(Date.now() - daysAgo * day).toISOString();
    const events = ids.map((id) => ({
      customer: { external_id: `crm-${id}` },
      type,
      occurred_at,
      properties: { amount: 10 },
    }));
    expect(await host.api.post('events', { events }, 200)).toEqual({
      accepted: ids.length,
      duplicates: 0,
      rejected: [],
    });
  }

  const segment = async (name: string, conditions: object): Promise<number> =>
    (await host.api.post('segments', { name, conditions })).id as number;
  const campaign = async (body: object): Promise<Id> =>
    (await host.api.post('campaigns', { name: 'A campaign', ...body })).id as Id;
  const send = async (id: Id): Promise<any> => host.api.post(`campaigns/${id}/send`, {}, 200);
  const recipients = async (id: Id): Promise<number[]> =>
    (await host.api.all<{ customer_id: number }>(`campaigns/${id}/recipients`)).map(
      ({ customer_id }) => customer_id,
    );

  /** Contacts customers now, by a campaign of its own. */
  async function contact(ids: number[]) {
    const { id } = await host.api.post('audiences', {
      name: 'Of another campaign',
      include_customers: ids,
      exclude_unsubscribed: false,
    });
    expect(await send(await campaign({ audience_id: id }))).toMatchObject({
      status: 'sent',
      recipient_count: ids.length,
    });
  }

  it('workflow 1: a segment, a campaign, all VIPs get it', async () => {
    await importCustomers(100, (id) => ({ score: id <= 40 ? 81 : 80, subscribed: id !== 7 }));
    const id = await segment('VIP Customers', vips);
    expect((await host.api.get('segments')).data).toMatchObject([
      { name: 'VIP Customers', customer_count: 40, is_active: true },
    ]);
    const made = await campaign({ segment_id: id });
    expect(await host.api.post(`campaigns/${made}/preview`, {}, 200)).toMatchObject({
      count: 39,
      ledger: {
        sources: [{ kind: 'segment', id, name: 'VIP Customers', count: 40, only_here: 40 }],
        exclusions: [{ kind: 'unsubscribed', alone: 1, removed: 1 }],
      },
    });
    expect(await send(made)).toMatchObject({ status: 'sent', recipient_count: 39 });
    expect(await recipients(made)).toEqual(range(1, 40).filter((each) => each !== 7));
  });

  it('workflow 2: the audience builder previews 1,247 customers, and exactly these receive it', async () => {
    const engaged = [...range(500, 579), ...range(1500, 1600)];
    const unsubscribed = [...range(500, 503), ...range(600, 604), ...range(1700, 1750)];
    const contactedLately = [
      ...range(504, 527),
      ...range(600, 603),
      ...range(700, 711),
      ...range(1800, 1810),
    ];
    await importCustomers(2_000, (id) => ({
      score: id <= 890 ? 80.5 : 80,
      subscribed: !unsubscribed.includes(id),
    }));
    await ingest('purchase', range(851, 1306), 29);
    await ingest('purchase', range(1, 500), 31);
    await ingest('email_clicked', engaged, 2);
    await ingest('email_clicked', [...engaged, 20], 3);
    await contact(contactedLately);

    const vip = await segment('VIP Customers', vips);
    const recent = await segment('Recent Buyers', bought(30));
    const engagedUsers = await segment(
      'Engaged Users',
      all({
        event: 'email_clicked',
        operator: 'did',
        within: last(30),
        count: { operator: 'at_least', value: 2 },
      }),
    );
    const churned = await segment(
      'Churned Customers',
      all({ event: 'purchase', operator: 'did_not', within: last(180) }),
    );
    expect((await host.api.get(`segments/${churned}`)).customer_count).toBe(2_000 - 500 - 456);

    const draft = {
      name: 'Win-back VIP Campaign',
      include_segments: [vip, recent],
      exclude_segments: [engagedUsers],
      exclude_customers: [123, 456],
      exclude_contacted_within_days: 7,
    };
    const audience = await host.api.post('audiences', { ...draft, status: 'draft' });
    const upload = await host.api.upload(
      `audiences/${audience.id}/import-csv`,
      'Special VIP List.csv',
      csvOf(
        [...range(1, 60), ...range(1307, 1346)],
        'x,stranger@example.com',
        'y,no address',
        `z,${emailOf(1).toUpperCase()}`,
      ),
    );
    expect(upload).toMatchObject({
      rows: 103,
      matched: 100,
      duplicates: 1,
      unmatched: 1,
      rejected: 1,
      created: 0,
    });

    // 890 VIPs, 456 buyers (40 of them VIPs), 100 of the file (60 of them VIPs): 1,446 less an overlap of 100.
    // Of these 80 are engaged, 2 picked, 9 unsubscribed (4 of them engaged), 40 contacted (24 engaged, 4 unsubscribed): 99.
    const { id: _id, name: _name, ...saved } = await host.api.get(`audiences/${audience.id}`);
    const preview = await host.api.post('audiences/preview', saved, 200);
    expect(preview).toMatchObject({
      count: 1_247,
      ledger: {
        sources: [
          { kind: 'segment', id: vip, name: 'VIP Customers', count: 890, only_here: 790 },
          { kind: 'segment', id: recent, name: 'Recent Buyers', count: 456, only_here: 416 },
          { kind: 'list', id: upload.list_id, name: 'Special VIP List.csv', count: 100, only_here: 40 },
        ],
        ...{ overlap: 100, not_in_all: 0, included: 1_346 },
        exclusions: [
          { kind: 'segment', id: engagedUsers, name: 'Engaged Users', alone: 80, removed: 80 },
          { kind: 'customers', alone: 2, removed: 2 },
          { kind: 'unsubscribed', alone: 9, removed: 5 },
          { kind: 'contacted', within_days: 7, alone: 40, removed: 12 },
        ],
        ...{ excluded: 99, final: 1_247 },
      },
    });
    expect(preview.sample).toHaveLength(10);
    expect(preview.sample[0]).toEqual({
      id: 1,
      name: 'Customer 1',
      email: emailOf(1),
      sources: [`segment:${vip}`, `list:${upload.list_id}`],
    });

    const made = await campaign({ audience_id: audience.id });
    await host.api.post(`campaigns/${made}/send`, {}, 409);
    const active = await host.api.put(`audiences/${audience.id}`, { status: 'active' });
    expect(active).toMatchObject({
      audience_type: 'combined',
      customer_count: 1_247,
      campaign_id: made,
      is_active: true,
    });
    expect((await host.api.post(`campaigns/${made}/preview`, {}, 200)).ledger).toEqual(preview.ledger);
    const sent = await send(made);
    expect(sent).toMatchObject({ status: 'sent', recipient_count: 1_247 });
    const out = new Set([...engaged, ...unsubscribed, ...contactedLately, 123, 456]);
    expect(await recipients(made)).toEqual(range(1, 1346).filter((id) => !out.has(id)));
    expect(await host.api.get(`snapshots/${sent.snapshot_id}`)).toMatchObject({
      count: 1_247,
      ledger: preview.ledger,
      campaign_id: made,
    });
    expect(await host.api.all(`snapshots/${sent.snapshot_id}/excluded`)).toHaveLength(99);
  });

  it('use case 1: a newsletter every month, to whoever has subscribed by then', async () => {
    await importCustomers(50, (id) => ({ subscribed: id <= 30, status: id <= 5 ? 'inactive' : 'active' }));
    const id = await segment(
      'Newsletter Subscribers',
      all(
        { field: 'subscribed', operator: 'is_true' },
        { field: 'status', operator: 'equals', value: 'active' },
      ),
    );
    const first = await campaign({ segment_id: id });
    expect(await send(first)).toMatchObject({ recipient_count: 25 });
    await host.api.put('customers/31', { subscribed: true });
    await host.api.put('customers/30', { subscribed: false });
    await host.api.put('customers/29', { status: 'inactive' });
    const { id: second } = await host.api.post(`campaigns/${first}/duplicate`);
    expect(await send(second)).toMatchObject({ recipient_count: 24 });
    expect(await recipients(second)).toEqual([...range(6, 28), 31]);
    expect(await recipients(first)).toEqual(range(6, 30));
    expect(await send(first)).toMatchObject({ recipient_count: 25 });
  });

  it('use case 2: 342 lapsed VIPs, but for buyers of the last 60 days and those on a list', async () => {
    await importCustomers(600, (id) => ({ score: id <= 450 ? 90 : 10 }));
    await ingest('purchase', [...range(391, 450), ...range(500, 520)], 59.9);
    await ingest('purchase', range(1, 390), 60.1);
    const vip = await segment('VIP Customers', vips);
    const buyers = await segment('Purchased in last 60 days', bought(60));
    const { id: list } = await host.api.post('lists', {
      name: 'Already contacted',
      emails: [...range(1, 48), ...range(440, 460)].map(emailOf),
    });
    const body = { include_segments: [vip], exclude_segments: [buyers], exclude_lists: [list] };
    expect(await host.api.post('audiences/preview', body, 200)).toMatchObject({
      count: 342,
      ledger: {
        included: 450,
        exclusions: [
          { kind: 'segment', alone: 60, removed: 60 },
          { kind: 'list', alone: 59, removed: 48 },
          { kind: 'unsubscribed', removed: 0 },
        ],
      },
    });
    const { id } = await host.api.post('audiences', { name: 'Lapsed VIP Re-engagement', ...body });
    const made = await campaign({ audience_id: id });
    expect(await send(made)).toMatchObject({ recipient_count: 342 });
    expect(await recipients(made)).toEqual(range(49, 390));
  });

  it('use case 3: 89 invitations: VIPs, a partner’s file and five by hand, without who has confirmed', async () => {
    await importCustomers(200, (id) => ({ score: id > 100 && id <= 160 ? 95 : 20 }));
    const vip = await segment('VIP Customers', vips);
    const { id } = await host.api.post('audiences', {
      name: 'Event Invitees',
      include_segments: [vip],
      include_customers: [1, 2, 3, 4, 5],
      exclude_customers: [123],
    });
    const file = await host.api.upload(
      `audiences/${id}/import-csv`,
      'Partner List.csv',
      csvOf([...range(151, 185), 5, 123]),
    );
    const made = await campaign({ audience_id: id });
    expect(await host.api.post(`campaigns/${made}/preview`, {}, 200)).toMatchObject({
      count: 89,
      ledger: {
        sources: [
          { kind: 'segment', count: 60, only_here: 49 },
          { kind: 'list', id: file.list_id, count: 37, only_here: 25 },
          { kind: 'customers', count: 5, only_here: 4 },
        ],
        ...{ overlap: 12, included: 90, excluded: 1, final: 89 },
      },
    });
    expect(await send(made)).toMatchObject({ recipient_count: 89 });
    expect(await recipients(made)).toEqual([
      ...range(1, 5),
      ...range(101, 185).filter((each) => each !== 123),
    ]);
  });

  it('use case 4: 567 to win back, none contacted lately, none unsubscribed for good', async () => {
    await importCustomers(1_000, (id) => ({ subscribed: id % 100 !== 0 }));
    await ingest('purchase', range(1, 400), 200);
    await ingest('purchase', range(1, 50), 10);
    for (const daysAgo of [100, 120, 140]) await ingest('purchase', range(301, 700), daysAgo);
    const churned = await segment(
      'Churned Customers',
      all(
        { event: 'purchase', operator: 'did' },
        { event: 'purchase', operator: 'did_not', within: last(180) },
      ),
    );
    const previous = await segment(
      'Previous VIPs',
      all(
        {
          event: 'purchase',
          operator: 'did',
          aggregate: { function: 'sum', field: 'amount', operator: 'at_least', value: 30 },
        },
        { event: 'purchase', operator: 'did_not', within: last(90) },
      ),
    );
    const lately = await segment(
      'Contacted in last 30 days',
      all({ contacted: { within: last(30) }, operator: 'was' }),
    );
    const { id: list } = await host.api.post('lists', { name: 'Permanently Unsubscribed' });
    await host.api.upload(`lists/${list}/import-csv`, 'unsubscribed.csv', csvOf([...range(251, 276), 101]));
    await contact([...range(60, 100), ...range(101, 110), 710]);
    const body = { include_segments: [churned, previous], exclude_segments: [lately], exclude_lists: [list] };

    // Churned 51–300, previous VIPs 301–700. Contacted 60–110: 51; on the list 251–276 and 101, which was contacted: 26;
    // unsubscribed 200, 300, …, 700 (100 was contacted): 6. 650 − 51 − 26 − 6 = 567.
    expect(await host.api.post('audiences/preview', body, 200)).toMatchObject({
      count: 567,
      ledger: {
        sources: [
          { id: churned, count: 250, only_here: 250 },
          { id: previous, count: 400, only_here: 400 },
        ],
        ...{ overlap: 0, included: 650 },
        exclusions: [
          { id: lately, alone: 51, removed: 51 },
          { id: list, alone: 27, removed: 26 },
          { kind: 'unsubscribed', alone: 7, removed: 6 },
        ],
        ...{ excluded: 83, final: 567 },
      },
    });
    const { id } = await host.api.post('audiences', { name: 'Win-back Campaign Q1', ...body });
    const made = await campaign({ audience_id: id });
    expect(await send(made)).toMatchObject({ recipient_count: 567 });
    expect((await host.api.post('audiences/preview', body, 200)).count).toBe(0);
    expect(await recipients(made)).not.toContain(255);
  });
});
