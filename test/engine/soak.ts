import fc from 'fast-check';
import { randomInt } from 'node:crypto';
import { openForeignHost } from '../hosts/foreign-host.js';
import type { Host, Id } from '../hosts/host.js';
import { openReferenceHost } from '../hosts/reference-host.js';
import { all, last, Shop } from '../library/shop.js';
import { compareRules, Unanswered } from './model/compare.js';
import { newEngine, optionsOf } from './model/process.js';
import { rulesOf } from './model/rules.js';
import { type Actor, aMove, type Move } from './model/steps.js';
import { tablesOf } from './model/tables.js';
import { Writer } from './model/writer.js';

const seconds = Number(process.env.SOAK_SECONDS ?? 5);
const writers = 3;

describe.each([
  ['reference', openReferenceHost],
  ['foreign', openForeignHost],
])('the %s host under load', (_, open) => {
  let host: Host;
  let shop: Shop;
  beforeAll(async () => {
    host = await open();
    shop = new Shop(host);
  });
  afterAll(() => host?.close());
  beforeEach(async () => {
    await host.clear();
    delete optionsOf(host.app).clock;
  });

  it(
    `${seconds} s of writers and questions at once (SOAK_SECONDS) give no difference`,
    async () => {
      const lists = [(await shop.list('A', [])).id as number, (await shop.list('B', [])).id as number];
      const segment = await shop.segment('A', all(shop.scoreAtLeast(2)));
      const segments = [segment.id as number];
      const campaigns = [
        await host.addCampaign({ segment: segment.id }),
        await host.addCampaign({ segment: segment.id }),
      ];
      const asked = rulesOf(shop, { segments, lists, campaigns }).map(({ wire }) => wire);
      const connected = await Promise.all(
        Array.from({ length: writers }, () =>
          Writer.connect(host.databaseUrl, tablesOf(host), Date.now, { lists, campaigns }),
        ),
      );
      const end = Date.now() + seconds * 1_000;
      const seed = randomInt(2 ** 31);
      let [written, compared] = [0, 0];
      const writing = connected.map(async (writer, index) => {
        const moves = fc.sample(aMove, { numRuns: 500, seed: seed + index });
        for (let turn = 0; Date.now() < end; turn++) {
          await write(writer, moves[turn % moves.length]!);
          written++;
        }
        await writer.endAll();
      });
      // Where too little has room, or lists change all the time, SQL answers now and then.
      const unanswered = [0, 0];
      const asking = [newEngine(host.app), newEngine(host.app, { memoryBytes: 140_000 })].flatMap(
        (engine, which) =>
          [0, 1].map(async (start) => {
            for (let turn = start; Date.now() < end; turn += 2) {
              const rules = Array.from(
                { length: 6 },
                (_item, index) => asked[(turn * 5 + index * 7) % asked.length]!,
              );
              try {
                await compareRules(engine, rules);
                compared++;
              } catch (error) {
                if (!(error instanceof Unanswered)) throw error;
                unanswered[which]!++;
              }
            }
          }),
      );
      try {
        await Promise.all([...writing, ...asking]);
      } finally {
        await Promise.allSettled(writing);
        for (const writer of connected) await writer.close();
      }
      console.info(
        `seed ${seed}: ${written} writes, ${compared} comparisons of 6 rules, no difference; left to SQL: ${unanswered.join(' and ')}`,
      );
      expect(Math.min(written, compared)).toBeGreaterThan(unanswered[0]!);
    },
    (seconds + 60) * 1_000,
  );

  it('columns that come and go keep nobody from an answer', async () => {
    const people = await shop.people(...Array.from({ length: 10 }, (_, score) => score));
    const segment = await shop.segment('A', all(shop.scoreAtLeast(5)));
    const { customers, events } = tablesOf(host);
    let isOver = false;
    const changing = (async () => {
      for (let turn = 0; !isOver; turn++)
        for (const table of [customers, events]) {
          await host.dataSource.query(`ALTER TABLE ${table} ADD COLUMN passing integer DEFAULT ${turn}`);
          await host.dataSource.query(`ALTER TABLE ${table} DROP COLUMN passing`);
        }
    })();
    try {
      for (let turn = 0; turn < 60; turn++) {
        const score = turn % 2 ? 0 : 9;
        await host.changeCustomer(people[0]!, { score });
        const count = turn % 2 ? 5 : 6;
        const preview = { conditions: all(shop.scoreAtLeast(5)) };
        expect(await host.api.post('segments/preview', preview, 200)).toMatchObject({ count });
        expect(await host.api.get(`segments/${segment.id}/members`)).toMatchObject({ total: count });
      }
    } finally {
      isOver = true;
      await changing;
    }
  });

  it('what is written is in the next preview, each of 200 times', async () => {
    const people: Id[] = await shop.people(...Array.from({ length: 10 }, () => 0));
    const scores = people.map(() => 0);
    const bought = new Set<number>();
    const conditions = {
      logic: 'OR',
      rules: [shop.scoreAtLeast(5), { event: 'purchase', operator: 'did', within: last(1) }],
    };
    for (let turn = 0; turn < 200; turn++) {
      const who = (turn * 7) % people.length;
      if (turn % 5 === 4 && bought.size < 4) {
        await host.addPurchases([{ customer: people[who]!, at: new Date(Date.now() - 1_000), amount: 1 }]);
        bought.add(who);
      } else {
        scores[who] = scores[who]! >= 5 ? 1 : 6;
        await host.changeCustomer(people[who]!, { score: scores[who] });
      }
      const { count } = await host.api.post('segments/preview', { conditions }, 200);
      const expected = people.filter((_person, index) => scores[index]! >= 5 || bought.has(index)).length;
      expect({ turn, count }).toEqual({ turn, count: expected });
    }
  });
});

/** Writers keep transactions open over several moves, and wait for each other now and then. */
async function write(writer: Writer, { step }: Move): Promise<void> {
  switch (step.do) {
    case 'write':
      return writer.write(step.actor, step.writes);
    case 'end':
      return writer.end(step.actor, step.how);
    case 'savepoint':
      return writer.savepoint(step.actor);
    case 'undo':
      return writer.undo(step.actor);
    default:
      return writer.end(((step.do.length % 2) + 1) as Actor, 'commit');
  }
}
