import request from 'supertest';
import { DataSource, type QueryRunner } from 'typeorm';
import { bootApp, type TestApp } from '../support/app.js';
import { until } from '../support/launch.js';

/** What these tests look at in an answer. */
interface Body {
  id: number;
  snapshot_id: number;
  count: number;
  next: string;
}

describe('campaigns', () => {
  let test: TestApp;
  let customers: number[];
  let segment: number;
  const api = () => request(test.server);
  const post = async (path: string, body: object = {}, status = 201) =>
    (await api().post(`/api/${path}`).send(body).expect(status)).body as Body;
  const get = async (path: string, status = 200) =>
    (await api().get(`/api/${path}`).expect(status)).body as Body;
  const segmentOf = (name: string, value: number) =>
    post('segments', {
      name,
      segment_type: 'dynamic',
      conditions: { logic: 'AND', rules: [{ field: 'score', operator: 'at_least', value }] },
    });

  beforeAll(async () => {
    test = await bootApp();
    const added = [];
    for (const score of [10, 20, 30, 40])
      added.push(
        await post('customers', {
          email: `c${score}@example.com`,
          name: `C ${score}`,
          score,
          subscribed: score !== 40,
        }),
      );
    customers = added.map(({ id }) => id);
    segment = (await segmentOf('Twenty and more', 20)).id;
  });
  afterAll(() => test.close());

  it('have exactly one target, which can be changed until they are sent', async () => {
    const audience = (await post('audiences', { name: 'Hand-picked', include_customers: [customers[0]] })).id;
    const campaign = await post('campaigns', { name: ' Spring ', segment_id: segment });
    expect(campaign).toMatchObject({
      name: 'Spring',
      segment_id: segment,
      audience_id: null,
      status: 'draft',
      snapshot_id: null,
    });

    const changed = await api()
      .put(`/api/campaigns/${campaign.id}`)
      .send({ ...campaign, segment_id: null, audience_id: audience })
      .expect(200);
    expect(changed.body).toMatchObject({ segment_id: null, audience_id: audience });
    const back = await api().put(`/api/campaigns/${campaign.id}`).send({ segment_id: segment }).expect(200);
    expect(back.body).toMatchObject({ segment_id: segment, audience_id: null });
    expect(await get(`campaigns?segment_id=${segment}`)).toMatchObject({
      total: 1,
      data: [{ id: campaign.id }],
    });
    expect(await get(`campaigns?name=SPRING`)).toMatchObject({ total: 1 });
    expect(await get(`campaigns?name=spr`)).toMatchObject({ total: 0 });
    // No id is not any.
    for (const target of ['segment_id', 'audience_id']) await get(`campaigns?${target}=0`, 422);

    await api().delete(`/api/campaigns/${campaign.id}`).expect(204);
    await get(`campaigns/${campaign.id}`, 404);
  });

  it.each([
    [() => ({ name: 'x' }), 'segment_id'],
    [() => ({ name: 'x', segment_id: segment, audience_id: 1 }), 'audience_id'],
    [() => ({ name: 'x', segment_id: 9999 }), 'segment_id'],
    [() => ({ name: 'x', audience_id: 9999 }), 'audience_id'],
    [() => ({ name: 'x', segment_id: '1' }), 'segment_id'],
    [() => ({ segment_id: segment }), 'name'],
    [() => ({ name: 'x', segment: 1 }), 'segment'],
  ])('refuse %#: %s', async (body, path) => {
    const problem = await post('campaigns', body(), 422);
    expect(problem).toMatchObject({
      errors: expect.arrayContaining([expect.objectContaining({ path })]) as object,
    });
  });

  it('are sent once, to exactly those of the preview', async () => {
    const campaign = await post('campaigns', { name: 'Sent', segment_id: segment });
    const preview = await post(`campaigns/${campaign.id}/preview`, {}, 200);
    expect(preview.count).toBe(2);

    const sent = await Promise.all([1, 2, 3].map(() => post(`campaigns/${campaign.id}/send`, {}, 200)));
    expect(sent[0]).toMatchObject({ id: campaign.id, status: 'sent', recipient_count: 2 });
    expect(new Set(sent.map(({ snapshot_id }) => snapshot_id)).size).toBe(1);
    expect(await post(`campaigns/${campaign.id}/send`, {}, 200)).toEqual(
      await get(`campaigns/${campaign.id}`),
    );

    const first = await get(`campaigns/${campaign.id}/recipients?per_page=1`);
    expect(first).toMatchObject({
      total: 2,
      data: [{ customer_id: customers[1], name: 'C 20', email: 'c20@example.com' }],
    });
    const second = await get(
      `campaigns/${campaign.id}/recipients?per_page=1&after=${encodeURIComponent(first.next)}`,
    );
    expect(second).toMatchObject({ data: [{ customer_id: customers[2] }], next: null });

    for (const query of ['q=c20', 'sort=name', 'order=asc'])
      await get(`campaigns/${campaign.id}/recipients?${query}`, 422);

    const other = (await segmentOf('Other', 0)).id;
    await api().put(`/api/campaigns/${campaign.id}`).send({ segment_id: other }).expect(409);
    await api().put(`/api/campaigns/${campaign.id}`).send({ name: 'Renamed' }).expect(200);

    const copy = await post(`campaigns/${campaign.id}/duplicate`);
    expect(copy).toMatchObject({
      name: 'Renamed (copy)',
      status: 'draft',
      segment_id: segment,
      snapshot_id: null,
      sent_at: null,
    });
    expect(await post(`campaigns/${copy.id}/send`, {}, 200)).toMatchObject({
      status: 'sent',
      recipient_count: 2,
    });
  });

  it('have copies that can be saved again, however long their name', async () => {
    const campaign = await post('campaigns', { name: 'x'.repeat(200), segment_id: segment });
    const copy = await post(`campaigns/${campaign.id}/duplicate`);
    expect(copy).toMatchObject({ name: `${'x'.repeat(193)} (copy)` });
    await api().put(`/api/campaigns/${copy.id}`).send(copy).expect(200);
  });

  it('say of their own target what is wrong with a segment', async () => {
    const broken = (await segmentOf('Broken', 100)).id;
    const { id } = await post('campaigns', { name: 'To nobody', segment_id: broken });
    expect(await post(`campaigns/${id}/preview`, {}, 200)).toMatchObject({
      warnings: [{ path: 'segment_id', code: 'adds_nobody' }],
    });
    await test.app
      .get(DataSource)
      .query(`UPDATE targeting.segments SET conditions = '{"logic": "AND", "rules": []}' WHERE id = $1`, [
        broken,
      ]);
    for (const answer of [
      await post(`campaigns/${id}/preview`, {}, 422),
      await post(`campaigns/${id}/review`, {}, 422),
      await post(`campaigns/${id}/send`, {}, 422),
      await get(`campaigns/${id}/drift`, 422),
    ])
      expect(answer).toMatchObject({ errors: [{ path: 'segment_id', code: 'empty' }] });
  });

  it('reach everyone only when that is confirmed', async () => {
    const audience = (await post('audiences', { name: 'Everyone' })).id;
    const campaign = await post('campaigns', { name: 'To all', audience_id: audience });
    await post(`campaigns/${campaign.id}/send`, {}, 422);
    expect(await get(`campaigns/${campaign.id}`)).toMatchObject({ status: 'draft', snapshot_id: null });
    expect(await post(`campaigns/${campaign.id}/send`, { confirm_everyone: true }, 200)).toMatchObject({
      recipient_count: 3,
    });
  });

  it('do not count their own contacts, but those of others', async () => {
    const before = await post('campaigns', { name: 'Before', segment_id: segment });
    await post(`campaigns/${before.id}/send`, {}, 200);
    const audience = await post('audiences', {
      name: 'Not yet',
      include_customers: customers,
      exclude_contacted_in_campaigns: [before.id],
    });
    const campaign = await post('campaigns', { name: 'After', audience_id: audience.id });
    expect(await get(`audiences/${audience.id}`)).toMatchObject({ campaign_id: campaign.id });
    expect(await post(`campaigns/${campaign.id}/send`, {}, 200)).toMatchObject({ recipient_count: 1 });
    expect(await post(`campaigns/${campaign.id}/preview`, {}, 200)).toMatchObject({ count: 1 });
  });

  it('in use, and targets in use, are not deleted', async () => {
    const target = (await segmentOf('In use', 1)).id;
    const campaign = await post('campaigns', { name: 'User', segment_id: target });
    const { body } = await api().delete(`/api/segments/${target}`).expect(409);
    expect(body.detail).toContain('User');
    const audience = await post('audiences', {
      name: 'Namer',
      include_segments: [segment],
      exclude_contacted_in_campaigns: [campaign.id],
    });
    const used = await api().delete(`/api/campaigns/${campaign.id}`).expect(409);
    expect(used.body.detail).toContain('Namer');
    await api().delete(`/api/audiences/${audience.id}`).expect(204);
    await post(`campaigns/${campaign.id}/send`, {}, 200);
    await api().delete(`/api/segments/${target}`).expect(204);
  });

  it('never get a target that is archived or being deleted', async () => {
    const archived = (await segmentOf('Old', 1)).id;
    const audience = (await post('audiences', { name: 'Old too', include_segments: [segment] })).id;
    const sent = await post('campaigns', { name: 'Of old', segment_id: archived });
    await post(`campaigns/${sent.id}/send`, {}, 200);
    for (const path of [`segments/${archived}`, `audiences/${audience}`])
      await api().put(`/api/${path}`).send({ status: 'archived' }).expect(200);
    const fault = (path: string) => ({ errors: [expect.objectContaining({ path }) as object] });
    expect(await post('campaigns', { name: 'x', segment_id: archived }, 422)).toMatchObject(
      fault('segment_id'),
    );
    expect(await post('campaigns', { name: 'x', audience_id: audience }, 422)).toMatchObject(
      fault('audience_id'),
    );
    expect(await post(`campaigns/${sent.id}/duplicate`, {}, 422)).toMatchObject(fault('segment_id'));

    for (let round = 0; round < 10; round++) {
      const target = (await segmentOf(`Contested ${round}`, 1)).id;
      const [removed, made] = await Promise.all([
        api().delete(`/api/segments/${target}`),
        api().post('/api/campaigns').send({ name: 'Contender', segment_id: target }),
      ]);
      expect([
        [204, 422],
        [409, 201],
      ]).toContainEqual([removed.status, made.status]);
    }
  });

  describe('while others work on them', () => {
    let holder: QueryRunner;
    beforeAll(() => {
      holder = test.app.get(DataSource).createQueryRunner();
    });
    afterAll(() => holder.release());

    const isWaiting = async () => {
      const [{ waiting }] = await test.app
        .get(DataSource)
        .query(
          `SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
      return waiting > 0;
    };
    const put = (id: number, body: object) => api().put(`/api/campaigns/${id}`).send(body).expect(200);
    const reviewed = () => test.app.get(DataSource).query('SELECT * FROM targeting.target_reviews');

    it('forget whom somebody saw when they get another target', async () => {
      const campaign = await post('campaigns', { name: 'Seen', segment_id: segment });
      await post(`campaigns/${campaign.id}/review`, {}, 200);
      await put(campaign.id, { name: 'Still seen' });
      expect(await get(`campaigns/${campaign.id}/drift`)).toMatchObject({ reviewed: { count: 2 } });
      await put(campaign.id, { segment_id: (await segmentOf('Few', 30)).id });
      const drift = await get(`campaigns/${campaign.id}/drift`);
      expect(drift).toMatchObject({ reviewed: null, now: { count: 1 }, entered: 0, left: 0 });
    });

    it.each([
      ['deleted', 'DELETE FROM campaigns WHERE id = $1', 404],
      ['given another target', 'UPDATE campaigns SET segment_id = segment_id + 1 WHERE id = $1', 409],
    ])('remember nobody when they are %s meanwhile', async (_, change, status) => {
      const campaign = await post('campaigns', { name: 'Contended', segment_id: segment });
      const before = await reviewed();
      await holder.startTransaction();
      await holder.query(change, [campaign.id]);
      const review = post(`campaigns/${campaign.id}/review`, {}, status);
      await Promise.race([review, until(isWaiting)]);
      await holder.commitTransaction();
      await review;
      expect(await reviewed()).toEqual(before);
    });

    it('are logged as sent by the name that they have then', async () => {
      const campaign = await post('campaigns', { name: 'Draft name', segment_id: segment });
      // The one that all sends take turns by.
      await holder.query('SELECT pg_advisory_lock(7268302)');
      const send = post(`campaigns/${campaign.id}/send`, {}, 200);
      await Promise.race([send, until(isWaiting)]);
      await put(campaign.id, { name: 'Sent name' });
      await holder.query('SELECT pg_advisory_unlock(7268302)');
      await send;
      expect(await get(`audit?kind=campaign&action=sent&subject_id=${campaign.id}`)).toMatchObject({
        data: [{ subject_name: 'Sent name' }],
      });
    });
  });

  it('answer 404 for unknown ids', async () => {
    for (const path of ['campaigns/999', 'campaigns/x', 'campaigns/999/recipients']) await get(path, 404);
    for (const action of ['preview', 'send', 'duplicate']) await post(`campaigns/999/${action}`, {}, 404);
    await api().put('/api/campaigns/999').send({ name: 'x' }).expect(404);
    await api().delete('/api/campaigns/999').expect(404);
  });
});
