import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** Customers by the name of a size; each has ten events. */
export const sizes = { '20k': 20_000, '100k': 100_000, '1m': 1_000_000, '10m': 10_000_000 };

export const usage = `npm run bench -- [--size ${Object.keys(sizes).join('|')}] [--rounds N] [--only name,name] [--data DIR]

  --size    customers, with ten events each (1m)
  --rounds  how often each work is done, time permitting (20; 2 of 20k, which is for a try)
  --only    these works, by the names of the table
  --data    where the databases and the results are kept (.bench)

DATABASE_URL names a PostgreSQL server to use in place of the embedded one.`;

/**
 * @typedef {object} Options
 * @property {keyof typeof sizes} size
 * @property {number} customers
 * @property {number} rounds
 * @property {string[]} only empty: all
 * @property {string} data
 * @property {string | undefined} databaseUrl
 */

/** @param {string[]} args @param {string} root @param {NodeJS.ProcessEnv} env @returns {Options} */
export function readOptions(args, root, env) {
  const { values } = parseArgs({
    args,
    options: {
      size: { type: 'string', default: '1m' },
      rounds: { type: 'string' },
      only: { type: 'string', default: '' },
      data: { type: 'string', default: '.bench' },
    },
  });
  const size = /** @type {keyof typeof sizes} */ (values.size);
  const rounds = Number(values.rounds ?? (size === '20k' ? 2 : 20));
  if (!Object.hasOwn(sizes, size)) throw new Error(`There is no size ${size}.`);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds ${values.rounds} is no number.`);
  return {
    size,
    customers: sizes[size],
    rounds,
    only: values.only.split(',').filter(Boolean),
    data: resolve(root, values.data),
    databaseUrl: env.DATABASE_URL || undefined,
  };
}
