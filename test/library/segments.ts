import type { Host, Id } from '../hosts/host.js';
import { all, any, Shop } from './shop.js';

/** Segments: create, read, change, delete; what is refused. */
export function segmentTests(open: () => Host) {
  let host: Host;
  let shop: Shop;
  let people: Id[];
  beforeAll(async () => {
    host = open();
    shop = new Shop(host);
    await host.clear();
    people = await shop.people(10, 20, 30, 40, null);
  });

  describe('segments', () => {
    it('are created with their defaults, counted, listed, changed and deleted', async () => {
      const made = await shop.segment('From thirty', all(shop.scoreAtLeast(30)));
      expect(made).toMatchObject({
        ...{ id: expect.any(Number), name: 'From thirty', description: '', segment_type: 'dynamic' },
        ...{ status: 'active', is_active: true, version: 1, list_id: null, customer_count: 2, problems: [] },
        summary: expect.stringContaining('30'),
        conditions: all(shop.scoreAtLeast(30)),
      });
      expect(await host.api.get(`segments/${made.id}`)).toEqual({ ...made, counted_at: expect.any(String) });
      const listed = await host.api.get(
        'segments?q=THIRTY&sort=name&order=asc&status=active&segment_type=dynamic',
      );
      expect(listed).toMatchObject({ total: 1, data: [{ id: made.id, customer_count: 2 }] });
      expect((await host.api.get('segments?status=draft')).total).toBe(0);

      await host.api.delete(`segments/${made.id}`);
      for (const path of ['', '/members', '/usage', `/explain/${people[0]}`])
        await host.api.get(`segments/${made.id}${path}`, 404);
      await host.api.put(`segments/${made.id}`, { name: 'x' }, 404);
      await host.api.post(`segments/${made.id}/duplicate`, {}, 404);
      await host.api.delete(`segments/${made.id}`, 404);
    });

    it('merge what is put, and ignore what is read-only', async () => {
      const made = await shop.segment('Merged', all(shop.scoreAtLeast(30)), { description: 'Some words' });
      const { id, created_at } = made;
      const echoed = await host.api.put(`segments/${id}`, {
        ...made,
        ...{
          id: 999,
          customer_count: 99,
          is_active: false,
          list_id: 7,
          created_by: 'me',
          problems: [{}],
        },
      });
      expect(echoed).toMatchObject({
        id,
        version: 1,
        customer_count: 2,
        is_active: true,
        list_id: null,
        created_at,
      });

      const renamed = await host.api.put(`segments/${id}`, { name: 'Renamed' });
      expect(renamed).toMatchObject({ description: 'Some words', conditions: made.conditions, version: 2 });
      const { field, operator, value } = shop.scoreAtLeast(30);
      const reordered = await host.api.put(`segments/${id}`, {
        conditions: { rules: [{ value, operator, field }], logic: 'AND' },
      });
      expect(reordered.version).toBe(2);
      const narrowed = await host.api.put(`segments/${id}`, {
        conditions: all(shop.scoreAtLeast(40)),
        description: null,
      });
      expect(narrowed).toMatchObject({ name: 'Renamed', description: '', version: 3, customer_count: 1 });
      expect(await host.api.faults('put', `segments/${id}`, { name: null })).toContain('name required');
    });

    it('are copied; the copy of a draft is a draft', async () => {
      const made = await shop.segment('Original', all(shop.scoreAtLeast(20)), {
        status: 'draft',
        description: 'd',
      });
      const copy = await host.api.post(`segments/${made.id}/duplicate`);
      expect(copy).toMatchObject({
        name: 'Original (copy)',
        status: 'draft',
        conditions: made.conditions,
        description: 'd',
      });
      expect(copy.id).not.toBe(made.id);
    });

    it('are copied only while what they refer to is there', async () => {
      const inner = await shop.segment('Inner', all(shop.scoreAtLeast(20)));
      const outer = await shop.segment('Outer', all({ segment: inner.id, operator: 'in' }));
      await host.api.put(`segments/${outer.id}`, { status: 'archived' });
      await host.api.delete(`segments/${inner.id}`);
      expect(await host.api.faults('post', `segments/${outer.id}/duplicate`, {})).toEqual([
        'conditions.rules[0].segment missing_segment',
      ]);
    });

    it.each<[string, (s: Shop) => object, string[]]>([
      ['nothing', () => ({}), ['name required', 'name invalid']],
      [
        'a misspelt property',
        (s) => ({ name: 'x', condition: all(s.scoreAtLeast(1)) }),
        ['condition unknown_property'],
      ],
      [
        'an audience’s property',
        (s) => ({ name: 'x', conditions: all(s.scoreAtLeast(1)), exclude_segment: [1] }),
        ['exclude_segment unknown_property'],
      ],
      ['an empty name', (s) => ({ name: '', conditions: all(s.scoreAtLeast(1)) }), ['name required']],
      [
        'an unknown status',
        (s) => ({ name: 'x', status: 'on', conditions: all(s.scoreAtLeast(1)) }),
        ['status invalid'],
      ],
      ['no conditions', () => ({ name: 'x' }), ['conditions required']],
      ['conditions: null', () => ({ name: 'x', conditions: null }), ['conditions required']],
      ['conditions of another shape', () => ({ name: 'x', conditions: [] }), ['conditions invalid']],
      ['an empty group', () => ({ name: 'x', conditions: all() }), ['conditions.rules empty']],
      [
        'an empty group within',
        (s) => ({ name: 'x', conditions: all(s.scoreAtLeast(1), any()) }),
        ['conditions.rules[1].rules empty'],
      ],
      [
        'unknown logic',
        (s) => ({ name: 'x', conditions: { logic: 'XOR', rules: [s.scoreAtLeast(1)] } }),
        ['conditions.logic invalid'],
      ],
      [
        'an unknown field',
        () => ({ name: 'x', conditions: all({ field: 'shoe_size', operator: 'is_set' }) }),
        ['conditions.rules[0].field unknown_field'],
      ],
      [
        'a field of the database',
        () => ({ name: 'x', conditions: all({ field: 'id', operator: 'is_set' }) }),
        ['conditions.rules[0].field unknown_field'],
      ],
      [
        'an unknown operator',
        (s) => ({ name: 'x', conditions: all({ ...s.livesIn('Rome'), operator: 'like' }) }),
        ['conditions.rules[0].operator unknown_operator'],
      ],
      [
        'an operator of another type',
        (s) => ({ name: 'x', conditions: all({ ...s.livesIn('Rome'), operator: 'greater_than' }) }),
        ['conditions.rules[0].operator unknown_operator'],
      ],
      [
        'an empty list of values',
        (s) => ({ name: 'x', conditions: all({ ...s.livesIn('x'), operator: 'in', value: [] }) }),
        ['conditions.rules[0].value empty'],
      ],
      [
        'a value of another type',
        (s) => ({ name: 'x', conditions: all({ ...s.scoreAtLeast(1), value: '1' }) }),
        ['conditions.rules[0].value invalid'],
      ],
      [
        'an unknown event',
        () => ({ name: 'x', conditions: all({ event: 'flew', operator: 'did' }) }),
        ['conditions.rules[0].event unknown_event'],
      ],
      [
        'an unknown property',
        () => ({
          name: 'x',
          conditions: all({
            event: 'purchase',
            operator: 'did',
            where: all({ field: 'taste', operator: 'is_set' }),
          }),
        }),
        ['conditions.rules[0].where.rules[0].field unknown_field'],
      ],
      [
        'an empty window',
        () => ({ name: 'x', conditions: all({ event: 'purchase', operator: 'did', within: {} }) }),
        ['conditions.rules[0].within empty'],
      ],
      [
        'a missing segment',
        () => ({ name: 'x', conditions: all({ segment: 4711, operator: 'in' }) }),
        ['conditions.rules[0].segment missing_segment'],
      ],
      [
        'a missing list',
        () => ({ name: 'x', conditions: all({ list: 4711, operator: 'not_in' }) }),
        ['conditions.rules[0].list missing_list'],
      ],
      [
        'an unknown campaign',
        () => ({ name: 'x', conditions: all({ contacted: { campaigns: ['no-such'] }, operator: 'was' }) }),
        ['conditions.rules[0].contacted.campaigns[0] missing_campaign'],
      ],
      [
        'no campaigns',
        () => ({ name: 'x', conditions: all({ contacted: { campaigns: [] }, operator: 'was_not' }) }),
        ['conditions.rules[0].contacted.campaigns empty'],
      ],
      [
        'all of it at once',
        (s) => ({
          name: 'x',
          conditions: any({ field: 'a', operator: 'is_set' }, all(), {
            ...s.scoreAtLeast(1),
            operator: 'is',
          }),
        }),
        [
          'conditions.rules[0].field unknown_field',
          'conditions.rules[1].rules empty',
          'conditions.rules[2].operator unknown_operator',
        ],
      ],
      [
        'conditions and customers',
        (s) => ({ name: 'x', conditions: all(s.scoreAtLeast(1)), customers: [] }),
        ['customers invalid'],
      ],
      [
        'a fixed one with conditions',
        (s) => ({ name: 'x', segment_type: 'static', conditions: all(s.scoreAtLeast(1)) }),
        ['conditions invalid'],
      ],
      [
        'what a program would take for a part of every object',
        (s) => ({ name: 'x', conditions: all({ ...s.scoreAtLeast(1), toString: 1 }) }),
        ['conditions.rules[0].toString unknown_property'],
      ],
      [
        'what would be dropped',
        (s) => ({ name: 'x', conditions: all({ ...s.scoreAtLeast(1), constructor: 1 }) }),
        ['conditions.rules[0].constructor reserved'],
      ],
      ['a list of requests', () => [{ name: 'x' }], ['[0] unknown_property']],
    ])('refuse %s', async (_, body, faults) => {
      const before = (await host.api.get('segments')).total;
      expect(await host.api.faults('post', 'segments', body(shop))).toEqual(expect.arrayContaining(faults));
      expect((await host.api.get('segments')).total).toBe(before);
    });

    it('refuse to refer to themselves, at any distance', async () => {
      const first = await shop.segment('First', all(shop.scoreAtLeast(10)));
      const second = await shop.segment('Second', all({ segment: first.id, operator: 'in' }));
      const third = await shop.segment(
        'Third',
        all(shop.scoreAtLeast(10), any({ segment: second.id, operator: 'not_in' })),
      );
      for (const { id } of [first, second, third]) {
        const conditions = all(shop.scoreAtLeast(1), { segment: id, operator: 'in' });
        expect(await host.api.faults('put', `segments/${first.id}`, { conditions })).toEqual([
          'conditions.rules[1].segment cycle',
        ]);
        expect(await host.api.faults('post', 'segments/preview', { id: first.id, conditions })).toEqual([
          'conditions.rules[1].segment cycle',
        ]);
      }
      expect(await host.api.get(`segments/${first.id}`)).toMatchObject({ version: 1, customer_count: 4 });
    });

    it('mean the complement when negated', async () => {
      const base = await shop.segment('Base', any(shop.scoreAtLeast(30)));
      const outside = await shop.segment('Outside', all({ segment: base.id, operator: 'not_in' }));
      const negated = await shop.segment('Negated', { ...any(shop.scoreAtLeast(30)), not: true });
      expect(await shop.membersOf(`segments/${base.id}`)).toEqual(
        expect.arrayContaining([people[2], people[3]]),
      );
      for (const { id } of [outside, negated])
        expect(new Set(await shop.membersOf(`segments/${id}`))).toEqual(
          new Set([people[0], people[1], people[4]]),
        );
    });

    it('are kept when archived, and cannot be referred to any more', async () => {
      const made = await shop.segment('Old', all(shop.scoreAtLeast(10)));
      expect(await host.api.put(`segments/${made.id}`, { status: 'archived' })).toMatchObject({
        status: 'archived',
        is_active: false,
      });
      expect(
        await host.api.faults('post', 'segments', {
          name: 'x',
          conditions: all({ segment: made.id, operator: 'not_in' }),
        }),
      ).toEqual(['conditions.rules[0].segment archived_segment']);
      expect(await host.api.faults('post', 'audiences', { name: 'x', exclude_segments: [made.id] })).toEqual([
        'exclude_segments[0] archived_segment',
      ]);
      expect(await host.api.faults('put', `segments/${made.id}`, { conditions: all() })).toEqual([
        'conditions.rules empty',
      ]);
      expect(await host.api.put(`segments/${made.id}`, { status: null })).toMatchObject({
        status: 'active',
        is_active: true,
      });
    });
  });
}
