import assert from 'node:assert/strict';
import { p95Within } from '../bars.mjs';
import { lineOf } from '../lines.mjs';
import { interleave, warmUp } from '../measure.mjs';
import { pageSql } from '../reference-sql.mjs';

/**
 * Fifty of all customers, from anywhere among them.
 * @type {import('../prepare.mjs').Work}
 */
export async function page({ sql, warm, made, customers, rounds }) {
  const members = `/segments/${made.everyoneId}/members?per_page=50`;
  const { next } = await warm.get(members);
  const placeOf = (/** @type {number} */ round) => ((round + 10) * 611_953) % (customers - 50);
  const byHand = async (/** @type {number} */ round) =>
    idsOf((await sql.query({ name: 'page', text: pageSql, values: [placeOf(round)] })).rows);
  const ours = async (/** @type {number} */ round) =>
    idsOf((await warm.get(`${members}&after=${cursorAt(next, placeOf(round))}`)).data);
  await warmUp(customers, (round) => ours(round + 5_000));
  const measured = await interleave(
    { reference: { run: byHand }, ours: { run: ours } },
    { rounds: rounds * 10, warmUps: 100, patience: 10_000 },
  );
  const quick = { rounds: rounds * 10, warmUps: 100, patience: 10_000, countsCpu: false };
  const inARow = await interleave({ ours: { run: (round) => ours(round + 1_000) } }, quick);
  const nothing = await interleave(
    { ours: { run: async () => assert.equal(await warm.has('/nothing'), false) } },
    quick,
  );
  return [
    lineOf({ title: 'any page of all members' }, { ...measured, answer: customers }),
    lineOf({ title: 'any page, one after another', bar: p95Within(5) }, { ...inARow, answer: customers }),
    // What HTTP itself takes here, of all that is measured over it.
    lineOf({ title: 'a request that asks for nothing' }, { ...nothing, answer: undefined }),
  ];
}

/**
 * The cursor `next` as it would be elsewhere: these pages do not follow one another.
 * @param {string} next @param {number} id
 */
function cursorAt(next, id) {
  const [sort, , text] = JSON.parse(Buffer.from(next, 'base64url').toString());
  return Buffer.from(JSON.stringify([sort, id, text])).toString('base64url');
}

/** @param {{ id: number }[]} rows */
const idsOf = (rows) => rows.map(({ id }) => id);
