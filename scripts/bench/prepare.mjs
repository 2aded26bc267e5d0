import pg from 'pg';
import { App } from './app.mjs';
import { findCaptures } from './captures.mjs';
import { Clock, epoch } from './clock.mjs';
import { connect } from './database.mjs';
import { forgetEarlierRuns, makeDefinitions } from './definitions.mjs';
import { generate, isGenerated } from './generate.mjs';
import { interleave } from './measure.mjs';
import { countSql, forms } from './reference-sql.mjs';
import { migrationHashes } from './schema.mjs';

/**
 * What every work is given.
 * @typedef {object} Bench
 * @property {number} customers
 * @property {number} rounds
 * @property {pg.Client} sql for what is written by hand
 * @property {App} warm the application as it is
 * @property {App} plain the application with SQL alone
 * @property {Clock} clock
 * @property {import('./definitions.mjs').Made} made
 * @property {import('./captures.mjs').Capture[]} captures
 * @property {import('./reference-sql.mjs').Form} form the audience by hand, in the form that is the fastest on this server
 * @property {() => Promise<number>} countAudience in that form, at the clock's instant
 */

/** Measures, and gives its lines of the table. @typedef {(bench: Bench) => Promise<Omit<import('./lines.mjs').Line, 'name'>[]>} Work */

/**
 * A session in the database of this size, with its data.
 * @param {string} url @param {number} customers @param {(line: string) => void} log
 */
export async function openData(url, customers, log) {
  const migrations = await migrationHashes();
  const existing = await connect(url);
  if (await isGenerated(existing, customers, migrations)) {
    await forgetEarlierRuns(existing);
    return existing;
  }
  await existing.end();
  await recreate(url);
  // The tables are those of the application: its migrations make them.
  await (await App.start({ databaseUrl: url, instant: epoch })).stop();
  const sql = await connect(url);
  await generate(sql, customers, migrations, log);
  return sql;
}

/** @param {string} url */
async function recreate(url) {
  const server = new URL(url);
  const database = pg.escapeIdentifier(decodeURIComponent(server.pathname.slice(1)));
  server.pathname = '/postgres';
  const client = await connect(server.href);
  await client.query(`DROP DATABASE ${database} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${database}`);
  await client.end();
}

/**
 * @param {import('./options.mjs').Options} options @param {{ sql: pg.Client, warm: App, plain: App }} sides
 * @returns {Promise<Bench>}
 */
export async function contextOf({ customers, rounds }, { sql, warm, plain }) {
  const clock = new Clock([warm, plain]);
  const form = await fastestForm(sql);
  const countAudience = async () => (await sql.query(countSql(form), [clock.now])).rows[0].count;
  const made = await makeDefinitions(sql, warm);
  const captures = await findCaptures(sql);
  return { customers, rounds, sql, warm, plain, clock, made, captures, form, countAudience };
}

/** @param {pg.Client} sql */
async function fastestForm(sql) {
  const sides = forms.map((form) => [
    form,
    { run: async () => (await sql.query(countSql(form), [epoch])).rows[0].count },
  ]);
  const { stats } = await interleave(Object.fromEntries(sides), { rounds: 3 });
  return forms.reduce((best, form) => (stats[form].median < stats[best].median ? form : best));
}
