import type { Host } from '../hosts/host.js';

interface Field {
  name: string;
  type: string;
  operators: string[];
}

/** For every operator at least one of them is a value. */
const candidates = [
  ...[
    undefined,
    'x',
    1,
    ['x'],
    [1, 2],
    '2026-01-01',
    ['2026-01-01', '2026-01-02'],
    { amount: 1, unit: 'day' },
  ],
  ...['day', 'today', ['monday'], { operator: 'at_least', value: 1 }],
];

/** What rules may ask, and what values there are. */
export function fieldTests(open: () => Host) {
  let host: Host;
  beforeAll(async () => {
    host = open();
    await host.clear();
    const cities = ['Rome', 'Rome', 'Rome', 'Paris', 'Paris', 'Åarhus', 'rome', 'a%b'];
    const ids = await host.addCustomers([
      ...cities.map((city, index) => ({
        city,
        email: `c${index}@example.com`,
        score: index % 2,
        tags: ['x', `t${index}`],
        seen: '2026-01-01T00:00:00Z',
        consent: true,
      })),
      { email: 'none@example.com' },
    ]);
    await host.addPurchases(
      ids.map((customer, index) => ({ customer, at: new Date(), amount: index < 6 ? 9.5 : 1 })),
    );
  });

  const values = async (name: string, query = '') =>
    (await host.api.get(`fields/${encodeURIComponent(name)}/values${query}`)).data as {
      value: unknown;
      count: number;
    }[];

  describe('fields', () => {
    it('are listed with label, type and operators', async () => {
      const { fields, events } = (await host.api.get('fields')) as {
        fields: Field[];
        events: { name: string; properties: Field[] }[];
      };
      for (const field of [...fields, ...events.flatMap(({ properties }) => properties)])
        expect(field).toEqual({
          name: expect.any(String),
          label: expect.any(String),
          type: expect.stringMatching(/^(text|number|boolean|date|array)$/),
          operators: expect.arrayContaining(['is_set', 'is_not_set']),
        });
      expect(fields.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.values(host.fields)));
      expect(events).toContainEqual(
        expect.objectContaining({
          name: 'purchase',
          properties: expect.arrayContaining([expect.objectContaining({ name: 'amount', type: 'number' })]),
        }),
      );
    });

    it('have no operator that is offered and not understood', async () => {
      const { fields } = (await host.api.get('fields')) as { fields: Field[] };
      for (const { name, operators } of fields)
        for (const operator of operators) {
          const answers: number[] = [];
          for (const value of candidates) {
            const conditions = { logic: 'AND', rules: [{ field: name, operator, value }] };
            const { status, body } = await host.api.ask('post', 'segments/preview').send({ conditions });
            if (status === 422) expect(body.errors[0].path).toMatch(/^conditions\.rules\[0\]\.value/);
            answers.push(status);
            if (status === 200) break;
          }
          expect(`${name} ${operator}: ${answers.at(-1)}`).toBe(`${name} ${operator}: 200`);
        }
    });

    it('show their most frequent values', async () => {
      expect(await values(host.fields.city)).toEqual(
        [
          { value: 'Rome', count: 3 },
          { value: 'Paris', count: 2 },
          ...['Åarhus', 'a%b', 'rome']
            .map((value) => ({ value, count: 1 }))
            .sort((a, b) => (a.value < b.value ? -1 : 1)),
        ].sort((a, b) => b.count - a.count),
      );
      expect(await values(host.fields.city, '?q=RO')).toEqual([
        { value: 'Rome', count: 3 },
        { value: 'rome', count: 1 },
      ]);
      expect(await values(host.fields.city, '?q=%25')).toEqual([{ value: 'a%b', count: 1 }]);
      expect((await values(host.fields.tags))[0]).toEqual({ value: 'x', count: 8 });
      expect(await values(host.fields.score)).toEqual([
        { value: 0, count: 4 },
        { value: 1, count: 4 },
      ]);
      expect(await values('amount', '?event=purchase')).toEqual([
        { value: 9.5, count: 6 },
        { value: 1, count: 3 },
      ]);
    });

    it('that are unknown answer 404', async () => {
      for (const path of [
        'shoe_size/values',
        'id/values',
        'amount/values',
        'amount/values?event=flew',
        `${host.fields.score}/values?event=purchase`,
      ])
        await host.api.get(`fields/${path}`, 404);
      await host.api.get(`fields/${host.fields.city}/values?event=`, 404);
    });

    it('come with whether a file can make customers, as files then are taken or not', async () => {
      const { can_create_customers: canCreate } = await host.api.get('fields');
      const { id } = await host.api.post('lists', { name: 'Guests' });
      const options = { unmatched: 'create' };
      const answer = host.api.upload(
        ...([`lists/${id}/import-csv`, 'guests.csv', 'email\nnew@example.com\n', options] as const),
        canCreate ? 201 : 422,
      );
      expect(await answer).toMatchObject(
        canCreate ? { created: 1 } : { errors: [expect.objectContaining({ path: 'unmatched' })] },
      );
    });
  });
}
