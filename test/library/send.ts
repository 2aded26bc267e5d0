import { openForeignHost } from '../hosts/foreign-host.js';
import type { Host, Id } from '../hosts/host.js';
import { openReferenceHost } from '../hosts/reference-host.js';
import { contactsOf, expectNotSent, expectSentOnce } from './send/sent-once.js';
import { all, any, last, Shop } from './shop.js';

/** A campaign reaches each customer once, and nobody whom something keeps out. */
describe.each([
  ['the reference host', openReferenceHost],
  ['a foreign host', openForeignHost],
])('on %s', (_, open) => {
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
    people = await shop.people(10, 20, 30, 40, 50);
    await host.changeCustomer(people[4]!, { consent: false });
  });

  const total = async (ledger: object) =>
    (await host.api.post('audiences/preview', ledger, 200)).count as number;

  it('sent again, it answers the same and sends nothing, whoever has come since', async () => {
    const segment = await shop.segment('From thirty', all(shop.scoreAtLeast(30)));
    const campaign = await host.addCampaign({ segment: segment.id });
    const first = await host.send(campaign);
    expect(first).toMatchObject({ status: 200, recipients: 2 });
    await shop.people(35, 36);
    await host.api.put(`segments/${segment.id}`, { conditions: all(shop.scoreAtLeast(1)) });
    expect(await host.send(campaign)).toEqual(first);
    expect(await other.send(campaign)).toEqual(first);
    await expectSentOnce(host, campaign, [people[2]!, people[3]!]);
  });

  it('sent twenty times at once by two instances, it is sent once', async () => {
    const more = await shop.people(...Array.from({ length: 300 }, () => 30));
    const segment = await shop.segment('From thirty', all(shop.scoreAtLeast(30)));
    const campaign = await host.addCampaign({ segment: segment.id });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (__, index) => [host, other][index % 2]!.send(campaign)),
    );
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 200, recipients: 302, snapshot: answers[0]!.snapshot });
    await expectSentOnce(host, campaign, [people[2]!, people[3]!, ...more]);
  });

  it('several at once that keep out who was contacted reach nobody twice', async () => {
    const more = await shop.people(...Array.from({ length: 200 }, () => 30));
    const segment = await shop.segment('From thirty', all(shop.scoreAtLeast(30)));
    const campaigns: Id[] = [];
    for (let number = 0; number < 6; number++) {
      const audience = await shop.audience('Once a week', {
        include_segments: [segment.id],
        exclude_contacted_within_days: 7,
      });
      campaigns.push(await host.addCampaign({ audience: audience.id }));
    }
    const answers = await Promise.all(
      campaigns.map((campaign, index) => [host, other][index % 2]!.send(campaign)),
    );
    expect(answers.map(({ recipients }) => recipients).sort()).toEqual([0, 0, 0, 0, 0, more.length + 2]);
  });

  it('drafts and what is archived are not sent, at any depth', async () => {
    const draft = await shop.segment('A draft', all(shop.scoreAtLeast(10)), { status: 'draft' });
    const onDraft = await shop.segment('On a draft', all({ segment: draft.id, operator: 'not_in' }));
    const draftList = await shop.list('A draft list', [people[0]!], { status: 'draft' });
    const ofList = await shop.segment('Of the list', all({ list: draftList.id, operator: 'in' }));
    const active = await shop.segment('Active', all(shop.scoreAtLeast(10)));
    const targets = [
      { segment: draft.id },
      { segment: onDraft.id },
      { segment: ofList.id },
      { audience: (await shop.audience('Draft', { include_segments: [active.id], status: 'draft' })).id },
      { audience: (await shop.audience('Includes', { include_segments: [active.id, draft.id] })).id },
      {
        audience: (
          await shop.audience('Excludes', { include_segments: [active.id], exclude_segments: [onDraft.id] })
        ).id,
      },
      {
        audience: (
          await shop.audience('Excludes list', {
            include_segments: [active.id],
            exclude_lists: [draftList.id],
          })
        ).id,
      },
    ];
    for (const target of targets) {
      const campaign = await host.addCampaign(target);
      expect((await host.preview(campaign)).count).toBeGreaterThanOrEqual(0);
      expect(await host.send(campaign)).toMatchObject({
        status: 409,
        body: {
          detail: expect.stringMatching(/draft/),
          errors: [{ path: expect.stringMatching(/^(audiences|segments|lists)\/\d+$/), code: 'draft' }],
        },
      });
      await expectNotSent(host, campaign);
    }
    const campaign = await host.addCampaign({ segment: active.id });
    await host.dataSource.query(`UPDATE targeting.segments SET status = 'archived' WHERE id = $1`, [
      active.id,
    ]);
    expect(await host.send(campaign)).toMatchObject({
      status: 409,
      body: {
        detail: expect.stringMatching(/archived/),
        errors: [{ path: `segments/${active.id}`, code: 'archived' }],
      },
    });
    await expectNotSent(host, campaign);
    await host.dataSource.query('DELETE FROM targeting.segments WHERE id = $1', [active.id]);
    expect((await host.send(campaign)).status).toBe(404);
    await expectNotSent(host, campaign);
  });

  it('an unfinished file stops it, until a later one has been read', async () => {
    const audience = await shop.audience('With a file', { include_customers: people.slice(0, 2) });
    const file = await host.api.upload(
      `audiences/${audience.id}/import-csv`,
      'a.csv',
      'email\nc0@example.com\n',
      {
        use: 'exclude',
      },
    );
    const campaign = await host.addCampaign({ audience: audience.id });
    for (const [status, words] of [
      ['running', /still being imported/],
      ['failed', /has failed/],
    ] as const) {
      await host.dataSource.query('UPDATE targeting.imports SET status = $2 WHERE id = $1', [
        file.id,
        status,
      ]);
      expect(await host.send(campaign)).toMatchObject({
        status: 409,
        body: {
          detail: expect.stringMatching(words),
          errors: [{ path: `lists/${file.list_id}`, code: `import_${status}` }],
        },
      });
      expect((await host.preview(campaign)).warnings).toContainEqual({
        path: 'exclude_lists[0]',
        code: `import_${status}`,
        message: expect.stringMatching(words),
      });
    }
    await expectNotSent(host, campaign);
    await host.api.upload(`lists/${file.list_id}/import-csv`, 'b.csv', 'email\nnobody@example.com\n');
    expect(await host.send(campaign)).toMatchObject({ status: 200, recipients: 1 });
  });

  it('everyone takes a confirmation, what happens to be everyone does not', async () => {
    const everyone = await shop.audience('Everyone', { exclude_customers: [people[0]] });
    const campaign = await host.addCampaign({ audience: everyone.id });
    const refused = await host.send(campaign);
    expect(refused).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'confirm_everyone', code: 'confirm_everyone' }] },
    });
    expect((await host.send(campaign, { confirmEveryone: false })).status).toBe(422);
    await expectNotSent(host, campaign);
    expect(await host.send(campaign, { confirmEveryone: true })).toMatchObject({
      status: 200,
      recipients: 3,
    });
    await expectSentOnce(host, campaign, people.slice(1, 4));

    const empty = await shop.audience('Nobody', { include_lists: [(await shop.list('Empty', [])).id] });
    const toNobody = await host.addCampaign({ audience: empty.id });
    expect(await host.send(toNobody)).toMatchObject({ status: 200, recipients: 0 });
    await expectSentOnce(host, toNobody, []);
  });

  it('a segment as a target is the audience of it with the defaults', async () => {
    const segment = await shop.segment('From thirty', all(shop.scoreAtLeast(30)));
    const audience = await shop.audience('The same', { include_segments: [segment.id] });
    const [bySegment, byAudience] = [
      await host.addCampaign({ segment: segment.id }),
      await host.addCampaign({ audience: audience.id }),
    ];
    const [one, two] = [await host.preview(bySegment), await host.preview(byAudience)];
    expect(one).toMatchObject({ count: 2, ledger: two.ledger, sample: two.sample });
    const [sentOne, sentTwo] = [await host.send(bySegment), await host.send(byAudience)];
    const [first, second] = [
      await host.api.get(`snapshots/${sentOne.snapshot}`),
      await host.api.get(`snapshots/${sentTwo.snapshot}`),
    ];
    expect(first).toMatchObject({
      segment_id: segment.id,
      audience_id: null,
      sha256: second.sha256,
      ledger: second.ledger,
      count: 2,
    });
    const both = { as_of: '', campaign_id: '' };
    expect({ ...first.definition, ...both }).toEqual({ ...second.definition, ...both });
  });

  it('"contacted" reads the log, to the millisecond, both edges included', async () => {
    const campaign = await host.addCampaign({
      audience: (await shop.audience('First', { include_customers: people.slice(0, 2) })).id,
    });
    await host.send(campaign);
    const [{ at }] = await host.dataSource.query<[{ at: Date }]>(
      'SELECT contacted_at AS at FROM targeting.contacts LIMIT 1',
    );
    const after = (milliseconds: number) => new Date(at.getTime() + milliseconds).toISOString();
    const week = 7 * 86_400_000;
    const within = { include_customers: people.slice(0, 4), exclude_contacted_within_days: 7 };
    const ever = { include_customers: people.slice(0, 4), exclude_contacted_in_campaigns: [campaign] };
    const rule = (within_: object, as_of: string) =>
      host.api
        .post('segments/preview', { conditions: all({ contacted: within_, operator: 'was' }), as_of }, 200)
        .then(({ count }) => count as number);
    for (const [milliseconds, byWindow, byCampaign] of [
      [-1, 4, 4],
      [0, 2, 2],
      [1, 2, 2],
      [week, 2, 2],
      [week + 1, 4, 2],
      [1_000 * week, 4, 2],
    ] as const) {
      const as_of = after(milliseconds);
      expect(await total({ ...within, as_of })).toBe(byWindow);
      expect(await total({ ...ever, as_of })).toBe(byCampaign);
      expect(await rule({ within: last(7) }, as_of)).toBe(4 - byWindow);
      expect(await rule({ campaigns: [campaign] }, as_of)).toBe(4 - byCampaign);
      expect(await rule({ within: last(7), campaigns: [campaign] }, as_of)).toBe(
        4 - Math.max(byWindow, byCampaign),
      );
      expect(await rule({}, as_of)).toBe(4 - byCampaign);
    }
    const elsewhere = await host.addCampaign({
      audience: (await shop.audience('Other', { include_customers: people.slice(2, 3) })).id,
    });
    expect(await total({ ...ever, exclude_contacted_in_campaigns: [elsewhere] })).toBe(4);
  });

  it('its own contacts never count against itself, those of others do', async () => {
    const quiet = await shop.segment(
      'Left in peace',
      all(shop.scoreAtLeast(10), { contacted: { within: last(7) }, operator: 'was_not' }),
    );
    const audience = await shop.audience('Once a week', {
      include_segments: [quiet.id],
      exclude_contacted_within_days: 7,
    });
    const [first, second] = [
      await host.addCampaign({ audience: audience.id }),
      await host.addCampaign({ audience: audience.id }),
    ];
    expect(await host.send(first)).toMatchObject({ recipients: 4 });
    expect((await host.preview(first)).count).toBe(4);
    expect((await host.preview(second)).count).toBe(0);
    expect(await host.api.get(`audiences/${audience.id}`)).toMatchObject({
      campaign_id: second,
      customer_count: 0,
    });
    expect(await host.send(second)).toMatchObject({ recipients: 0 });
    expect(await shop.membersOf(`segments/${quiet.id}`)).toEqual([people[4]]);
    expect(await host.api.get(`audiences/${audience.id}/members`)).toMatchObject({ total: 0 });
    expect(await contactsOf(host, first)).toHaveLength(4);
  });

  it('no rule brings back who is suppressed', async () => {
    const unsubscribed = people[4]!;
    const everyone = await shop.segment(
      'Everyone, or so',
      any(shop.scoreAtLeast(0), { ...any(shop.scoreAtLeast(0)), not: true }),
    );
    const list = await shop.list('Hot leads', [unsubscribed]);
    for (const includes of [
      { include_segments: [everyone.id] },
      { include_customers: [unsubscribed] },
      { include_lists: [list.id] },
      { include_segments: [everyone.id], include_customers: [unsubscribed], include_lists: [list.id] },
      {},
    ]) {
      const audience = await shop.audience('x', includes);
      const campaign = await host.addCampaign({ audience: audience.id });
      await host.send(campaign, { confirmEveryone: true });
      expect(await contactsOf(host, campaign)).not.toContain(unsubscribed);
    }
    const campaign = await host.addCampaign({ segment: everyone.id });
    await host.send(campaign);
    expect(new Set(await contactsOf(host, campaign))).toEqual(new Set(people.slice(0, 4)));
    const withdrawn = people[0]!;
    await host.changeCustomer(withdrawn, { consent: null });
    const next = await host.addCampaign({ segment: everyone.id });
    await host.send(next);
    expect(new Set(await contactsOf(host, next))).toEqual(new Set(people.slice(1, 4)));
  });

  it('recipients are paged by key, and stay when a customer goes', async () => {
    const campaign = await host.addCampaign({
      audience: (await shop.audience('x', { include_customers: people.slice(0, 3) })).id,
    });
    await host.send(campaign);
    await host.dataSource.query(`DELETE FROM ${host.customers.table} WHERE ${host.customers.key} = $1`, [
      people[1],
    ]);
    const seen: Id[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page: Awaited<ReturnType<Host['recipients']>> = await host.recipients(
        campaign,
        `per_page=1${next && `&after=${next}`}`,
      );
      expect(page.total).toBe(3);
      seen.push(...page.data.map(({ customer_id }) => customer_id));
      for (const row of page.data)
        expect(row).toEqual({
          customer_id: row.customer_id,
          contacted_at: expect.stringMatching(/Z$/),
          ...(row.customer_id === people[1]
            ? { name: null, email: null }
            : { name: expect.any(String), email: expect.any(String) }),
        });
      next = page.next;
    }
    expect(seen).toEqual(people.slice(0, 3).sort((a, b) => (a < b ? -1 : 1)));
  });
});
