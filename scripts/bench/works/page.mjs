import { p95Within } from '../bars.mjs';
import { lineOf } from '../lines.mjs';
import { interleave } from '../measure.mjs';
import { pageSql } from '../reference-sql.mjs';

/** Fifty of all customers, from anywhere. */
export async function page({ sql, warm, made, customers, rounds }) {
  const members = `/segments/${made.everyoneId}/members?per_page=50`;
  const { next } = await warm.get(members);
  const after = (/** @type {number} */ round) => ((round + 10) * 611_953) % (customers - 50);
  const measured = await interleave(
    {
      reference: {
        run: async (round) =>
          idsOf((await sql.query({ name: 'page', text: pageSql, values: [after(round)] })).rows),
      },
      ours: {
        run: async (round) =>
          idsOf((await warm.get(`${members}&after=${cursorAt(next, after(round))}`)).data),
      },
    },
    { rounds: rounds * 10, warmUps: 5, patience: 10_000 },
  );
  return [
    lineOf({ title: 'any page of all members', bar: p95Within(5) }, { ...measured, answer: customers }),
  ];
}

/** The cursor of another page: pages from anywhere are asked for here, and not one after the other. */
function cursorAt(/** @type {string} */ cursor, /** @type {number} */ id) {
  const [sort, , text] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  return Buffer.from(JSON.stringify([sort, id, text])).toString('base64url');
}

const idsOf = (/** @type {{ id: number }[]} */ rows) => rows.map(({ id }) => id);
