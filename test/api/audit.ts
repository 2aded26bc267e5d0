import { Api } from '../hosts/api.js';
import { bootApp, type TestApp } from '../support/app.js';

/** What these tests look at in an entry. */
interface Entry {
  action: string;
  subject_id: number | null;
  subject_name: string | null;
  details: object;
}

describe('the record of what was done', () => {
  let test: TestApp;
  let api: Api;
  beforeAll(async () => {
    test = await bootApp();
    api = new Api(test.server, 'api');
  });
  afterAll(() => test.close());

  const told = async (query: string): Promise<Entry[]> =>
    ((await api.get(`audit?order=asc&${query}`)) as { data: Entry[] }).data;

  it('campaigns: what was done to each, once, and what was sent', async () => {
    const customer = await api.post('customers', { email: 'ada@example.com', subscribed: true });
    const audience = await api.post('audiences', { name: 'One', include_customers: [customer.id] });
    const other = await api.post('audiences', { name: 'Other', include_customers: [customer.id] });
    const { id } = await api.post('campaigns', { name: 'Spring', audience_id: audience.id });
    await api.put(`campaigns/${id}`, { name: 'Spring' });
    await api.put(`campaigns/${id}`, { name: 'Summer', audience_id: other.id });
    await api.put(`campaigns/${id}`, { audience_id: 4711 }, 422);
    await api.post(`campaigns/${id}/send`, { expected_count: 2 }, 409);
    const { snapshot_id } = await api.post(`campaigns/${id}/send`, {}, 200);
    await api.post(`campaigns/${id}/send`, {}, 200);
    const copy = await api.post(`campaigns/${id}/duplicate`);
    await api.delete(`campaigns/${copy.id}`);
    const target = { audience: { id: other.id, name: 'Other' } };
    expect(await told('kind=campaign')).toMatchObject([
      {
        ...{ action: 'created', subject_id: id, subject_name: 'Spring' },
        details: { audience: { id: audience.id, name: 'One' } },
      },
      {
        ...{ action: 'updated', subject_name: 'Summer' },
        details: {
          ...target,
          before: { audience: { id: audience.id, name: 'One' } },
          changes: [
            'Renamed: “Spring” → “Summer”',
            'Changed: goes to audience “One” → goes to audience “Other”',
          ],
        },
      },
      { action: 'sent', details: { ...target, snapshot_id, recipient_count: 1 } },
      {
        action: 'duplicated',
        subject_id: copy.id,
        subject_name: 'Summer (copy)',
        details: { of: { id, name: 'Summer' } },
      },
      { action: 'deleted', subject_id: copy.id },
    ]);
  });

  it('customers: who and which fields, but never what anybody is called', async () => {
    const { id } = await api.post('customers', { email: 'ben@example.com', name: 'Ben', score: 1 });
    await api.put(`customers/${id}`, { score: 1, name: 'Ben' });
    await api.put(`customers/${id}`, { score: 2, attributes: { city: 'Rome' } });
    await api.put(`customers/${id}`, { email: 'nonsense' }, 422);
    await api.delete(`customers/${id}`);
    await api.delete(`customers/${id}`, 404);
    const entries = await told(`kind=customer&subject_id=${id}`);
    expect(entries.map(({ action, details }) => [action, details])).toEqual([
      ['created', {}],
      ['updated', { changed: ['score', 'attributes'] }],
      ['deleted', {}],
    ]);

    const csv = 'email,name,city\ncleo@example.com,Cleo,Oslo\nno address,Dan,Oslo\n';
    const { id: import_id } = await api.upload('customers/import-csv', 'new.csv', csv, {}, 200);
    const [imported] = await told('kind=customer&action=imported');
    expect(imported).toMatchObject({
      ...{ subject_id: null, subject_name: 'new.csv' },
      details: { import_id, rows: 2, created: 1, updated: 0, unchanged: 0, duplicates: 0, rejected: 1 },
    });
    expect(JSON.stringify([entries, imported])).not.toMatch(/Ben|Cleo|Oslo|Rome|example\.com/);
  });
});
