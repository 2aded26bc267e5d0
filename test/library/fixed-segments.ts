import type { Host, Id } from '../hosts/host.js';
import { all, Shop } from './shop.js';

/** Segments that are a fixed list of customers: picked, from a file, remembered. */
export function fixedSegmentTests(open: () => Host) {
  let host: Host;
  let shop: Shop;
  let people: Id[];
  beforeAll(async () => {
    host = open();
    shop = new Shop(host);
    await host.clear();
    people = await shop.people(10, 20, 30, 40, null);
  });

  describe('fixed segments', () => {
    it('hold customers by key and by address, and remember addresses that nobody has yet', async () => {
      const emails = ['c1@example.com', 'late@example.com'];
      const made = await shop.fixed('By hand', [people[0]!, people[0]!], {
        emails: ['C1@Example.com', ' late@example.com'],
      });
      const held = { customer_count: 2, customers: [people[0]], emails };
      expect(made).toMatchObject({ segment_type: 'static', conditions: null, ...held });
      expect((await host.api.get('lists')).total).toBe(0);

      expect(await host.api.put(`segments/${made.id}`, made)).toMatchObject(held);
      expect(await host.api.put(`segments/${made.id}`, { customers: [people[0]] })).toMatchObject(held);
      expect(await host.api.put(`segments/${made.id}`, { emails })).toMatchObject(held);
      const copy = await host.api.post(`segments/${made.id}/duplicate`);
      const [late] = await host.addCustomers([{ email: 'LATE@example.com' }]);
      for (const { id } of [made, copy])
        expect(new Set(await shop.membersOf(`segments/${id}`))).toEqual(
          new Set([people[0], people[1], late]),
        );

      // Whose address has changed since stays, whatever is saved.
      await host.changeCustomer(people[1]!, { email: 'changed@example.com' });
      for (const { id } of [made, copy]) {
        await host.api.put(`segments/${id}`, await host.api.get(`segments/${id}`));
        expect(await shop.membersOf(`segments/${id}`)).toHaveLength(3);
      }
      await host.changeCustomer(people[1]!, { email: 'c1@example.com' });

      const emptied = await host.api.put(`segments/${made.id}`, { customers: null, emails: null });
      expect(emptied).toMatchObject({ customer_count: 0, customers: [], emails: [] });
      expect(await shop.membersOf(`segments/${copy.id}`)).toHaveLength(3);
      await host.api.delete(`segments/${made.id}`);
    });

    it('have copies that can be saved again, however long their name', async () => {
      const made = await shop.fixed('🦉'.repeat(200), []);
      const copy = await host.api.post(`segments/${made.id}/duplicate`);
      expect(copy.name).toBe(`${'🦉'.repeat(193)} (copy)`);
      expect(await host.api.put(`segments/${copy.id}`, copy)).toMatchObject({ name: copy.name, version: 1 });
    });

    it('refuse who is unknown, with the place', async () => {
      const body = { name: 'x', segment_type: 'static' };
      const customers = [people[0], host.unknownCustomer, 'nobody at all', people[1]];
      expect(await host.api.faults('post', 'segments', { ...body, customers })).toEqual([
        'customers[2] invalid',
      ]);
      expect(
        await host.api.faults('post', 'segments', { ...body, customers: customers.slice(0, 2) }),
      ).toEqual(['customers[1] unknown_customer']);
      expect(await host.api.faults('post', 'segments', { ...body, emails: ['none'] })).toEqual([
        'emails[0] invalid_email',
      ]);
      const dynamic = await shop.segment('Dynamic', all(shop.scoreAtLeast(1)));
      expect(await host.api.faults('put', `segments/${dynamic.id}`, { segment_type: 'static' })).toEqual([
        'segment_type invalid',
      ]);
      await host.api.upload(`segments/${dynamic.id}/import-csv`, 'a.csv', 'email\nc0@example.com\n', {}, 422);
    });

    it('take a file, beside those picked by hand', async () => {
      const made = await shop.fixed('With a file', [people[3]!]);
      const csv =
        'email;note\n C0@EXAMPLE.com ;x\nc0@example.com;again\nunknown@example.com;\nno address;\nc1@example.com;"a\nb"\n';
      const report = await host.api.upload(`segments/${made.id}/import-csv`, 'people.csv', csv);
      expect(report).toMatchObject({
        status: 'completed',
        rows: 5,
        matched: 2,
        duplicates: 1,
        unmatched: 1,
        rejected: 1,
        created: 0,
      });
      expect(await host.api.get(`segments/${made.id}`)).toMatchObject({
        customer_count: 3,
        customers: [people[3]],
      });
      await host.api.put(`segments/${made.id}`, { customers: [] });
      expect(new Set(await shop.membersOf(`segments/${made.id}`))).toEqual(new Set([people[0], people[1]]));
    });

    it('that are too many to be shown are not lost when the segment is saved as it is shown', async () => {
      const many = await host.addCustomers(
        Array.from({ length: 10_001 }, (_, index) => ({ email: `many${index}@example.com` })),
      );
      const made = await shop.fixed('Many', many);
      expect(made.customer_count).toBe(10_001);
      expect(made).not.toHaveProperty('customers');
      const saved = await host.api.put(`segments/${made.id}`, { ...made, name: 'Many more' });
      expect(saved).toMatchObject({ name: 'Many more', customer_count: 10_001 });
      expect(await host.api.all(`segments/${made.id}/members`)).toHaveLength(10_001);
    });

    it('lose who is deleted, and can still be saved', async () => {
      const [gone] = await host.addCustomers([{ email: 'gone@example.com' }]);
      const made = await shop.fixed('Mortal', [people[0]!, gone!]);
      await host.dataSource.query(`DELETE FROM ${host.customers.table} WHERE ${host.customers.key} = $1`, [
        gone,
      ]);
      const found = await host.api.get(`segments/${made.id}`);
      expect(found).toMatchObject({ customer_count: 1, customers: [people[0]] });
      await host.api.put(`segments/${made.id}`, found);
    });
  });
}
