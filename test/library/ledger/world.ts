import fc from 'fast-check';
import type { Host, Id, NewCustomer } from '../../hosts/host.js';
import { all, any, Shop } from '../shop.js';
import type { List, Person, Segment } from './model.js';
import { cities, ruleOf } from './rules.js';

const hour = 3_600_000;
const day = 24 * hour;

/** Customers, segments, lists and campaigns in a host, each with its counterpart in plain sets. */
export interface World {
  people: Person[];
  segments: Segment[];
  lists: List[];
  campaigns: Id[];
}

export const peopleInWorld = 40;

/** In days before now; an hour off the whole ones, so that none lies on the edge of a window while the test runs. */
const someDaysAgo = fc
  .tuple(fc.integer({ min: 0, max: 12 }), fc.constantFrom(1, 23))
  .map(([days, hours]) => days * day + hours * hour);
const share = fc.uniqueArray(fc.nat({ max: peopleInWorld - 1 }), { maxLength: 25 });

const aPerson = fc.record({
  score: fc.option(fc.integer({ min: 0, max: 5 }), { freq: 5 }),
  city: fc.option(fc.constantFrom(...cities), { freq: 4 }),
  consent: fc.constantFrom(true, true, true, false, null),
  active: fc.constantFrom(true, true, true, false),
  purchases: fc.array(someDaysAgo, { maxLength: 4 }),
});

export const aWorld = fc.record({
  people: fc.array(aPerson, { minLength: peopleInWorld, maxLength: peopleInWorld }),
  contacts: fc.array(
    fc.uniqueArray(fc.tuple(fc.nat({ max: peopleInWorld - 1 }), someDaysAgo), {
      selector: ([who]) => who,
      maxLength: 15,
    }),
    { minLength: 3, maxLength: 3 },
  ),
  lists: fc.array(fc.record({ byKey: share, byEmail: share, byFile: share }), { minLength: 3, maxLength: 3 }),
  fixed: fc.array(fc.record({ byKey: share, byEmail: share }), { minLength: 2, maxLength: 2 }),
  rules: fc.array(fc.nat(), { minLength: 24, maxLength: 24 }),
});
type Drawn = typeof aWorld extends fc.Arbitrary<infer T> ? T : never;

/** Fills the host. Some people are there before lists name them, some come after. */
export async function buildWorld(host: Host, drawn: Drawn): Promise<World> {
  await host.clear();
  const shop = new Shop(host);
  const now = Date.now();
  const emailOf = (index: number) => `Person${index}@Example.com`;
  const customerOf = (index: number): NewCustomer => {
    const { score, city, consent, active } = drawn.people[index]!;
    return {
      name: `Person ${index % 7}`,
      email: emailOf(index),
      score,
      consent,
      active,
      ...(city && { city }),
    };
  };
  const early = Math.floor(peopleInWorld * 0.8);
  const indexes = drawn.people.map((_, index) => index);
  const earlyIds = await host.addCustomers(indexes.slice(0, early).map(customerOf));

  const lists: List[] = [];
  for (const [number, { byKey, byEmail, byFile }] of drawn.lists.entries()) {
    const customers = byKey.filter((index) => index < early).map((index) => earlyIds[index]!);
    const { id, name } = await shop.list(`List ${number}`, customers, {
      emails: byEmail.map((index) => emailOf(index).toUpperCase()),
    });
    if (byFile.length > 0)
      await host.api.upload(
        `lists/${id}/import-csv`,
        'f.csv',
        `email\n${byFile.map((index) => ` ${emailOf(index)} \n`).join('')}stranger@example.com\n`,
      );
    lists.push({ id, name });
  }
  const fixed: Segment[] = [];
  for (const [number, { byKey, byEmail }] of drawn.fixed.entries()) {
    const customers = byKey.filter((index) => index < early).map((index) => earlyIds[index]!);
    const { id, name } = await shop.fixed(`Fixed ${number}`, customers, { emails: byEmail.map(emailOf) });
    fixed.push({ id, name, holds: (person) => person.fixed.has(id) });
  }

  const ids = [...earlyIds, ...(await host.addCustomers(indexes.slice(early).map(customerOf)))];
  const campaigns: Id[] = [];
  for (const _ of drawn.contacts)
    campaigns.push(await host.addCampaign({ segment: fixed[0]!.id }, 'Earlier'));
  const people = drawn.people.map(({ purchases, ...person }, index): Person => {
    const named = ({ byKey, byEmail }: { byKey: number[]; byEmail: number[] }) =>
      (byKey.includes(index) && index < early) || byEmail.includes(index);
    return {
      ...person,
      id: ids[index]!,
      active: person.active || !host.knowsStatus,
      purchases: purchases.map((ago) => now - ago),
      lists: new Set(
        lists
          .filter((_, number) => named(drawn.lists[number]!) || drawn.lists[number]!.byFile.includes(index))
          .map(({ id }) => id),
      ),
      fixed: new Set(fixed.filter((_, number) => named(drawn.fixed[number]!)).map(({ id }) => id)),
      contacts: drawn.contacts.flatMap((contacts, number) =>
        contacts
          .filter(([who]) => who === index)
          .map(([, ago]) => ({ campaign: String(campaigns[number]), at: now - ago })),
      ),
    };
  });
  await host.addPurchases(
    people.flatMap(({ id, purchases }) =>
      purchases.map((at) => ({ customer: id, at: new Date(at), amount: 1 })),
    ),
  );
  await host.dataSource.query(
    `INSERT INTO targeting.contacts (customer_id, campaign_id, contacted_at, snapshot_id)
     SELECT p.id, c ->> 'campaign', to_timestamp((c ->> 'at')::numeric / 1000), 0
     FROM jsonb_array_elements($1::jsonb) given(c) JOIN (SELECT ${host.customers.key} AS id FROM ${host.customers.table}) p ON p.id::text = c ->> 'id'`,
    [
      JSON.stringify(
        people.flatMap(({ id, contacts }) => contacts.map((contact) => ({ ...contact, id: String(id) }))),
      ),
    ],
  );
  const segments = [...fixed];
  const draw = drawn.rules[Symbol.iterator]();
  const next = () => draw.next().value ?? 0;
  while (segments.length < 8)
    segments.push(await aSegment(shop, { people, segments, lists, campaigns }, next));
  return { people, segments, lists, campaigns };
}

/** A segment of one to three rules, some of them about segments made before. */
async function aSegment(shop: Shop, world: World, next: () => number): Promise<Segment> {
  const rules = Array.from({ length: 1 + (next() % 3) }, () => ruleOf(shop, world, next()));
  const [isAnd, isNot] = [next() % 2 === 0, next() % 4 === 0];
  const wire = { ...(isAnd ? all : any)(...rules.map(([rule]) => rule)), ...(isNot && { not: true }) };
  const { id, name } = await shop.segment(`Segment ${world.segments.length}`, wire);
  return {
    id,
    name,
    holds: (person, now, own) => {
      const held = rules.map(([, holds]) => holds(person, now, own));
      return (isAnd ? held.every(Boolean) : held.some(Boolean)) !== isNot;
    },
  };
}
