// The same questions, as somebody who knows these tables and PostgreSQL well writes them by hand. $1 is the instant.

/** @param {string} type @param {string} interval */
const within = (type, interval) =>
  `FROM events WHERE type = '${type}' AND occurred_at BETWEEN $1::timestamptz - interval '${interval}' AND $1`;

const flags = {
  high: 'score > 80',
  bought: `id IN (SELECT customer_id ${within('purchase', '30 days')})`,
  listed: 'email IN (SELECT email FROM bench.csv)',
  inactive: `status <> 'active'`,
  lately: `id IN (SELECT customer_id ${within('email_opened', '7 days')})`,
  often: `id IN (SELECT customer_id ${within('email_opened', '90 days')} GROUP BY 1 HAVING count(*) >= 3)`,
  unsubscribed: 'NOT subscribed',
};

const hashedForm = `
FROM customers c
WHERE subscribed AND status = 'active' AND (${flags.high} OR ${flags.bought} OR ${flags.listed})
  AND NOT ${flags.lately} AND NOT ${flags.often}`;

/** @param {string} from of `within` */
const exists = (from) => `EXISTS (SELECT ${from} AND customer_id = c.id)`;

const existsForm = `
FROM customers c
WHERE subscribed AND status = 'active'
  AND (score > 80 OR ${exists(within('purchase', '30 days'))} OR EXISTS (SELECT FROM bench.csv WHERE csv.email = c.email))
  AND NOT ${exists(within('email_opened', '7 days'))}
  AND NOT EXISTS (SELECT FROM (SELECT customer_id ${within('email_opened', '90 days')} GROUP BY 1 HAVING count(*) >= 3) o
                  WHERE o.customer_id = c.id)`;

/** The members of the audience, in the forms that were the fastest of many; which of them is, depends on the server. */
const audienceForms = { 'hashed IN': hashedForm, EXISTS: existsForm };

/** @typedef {keyof typeof audienceForms} Form */
export const forms = /** @type {Form[]} */ (Object.keys(audienceForms));

/** @param {Form} form */
export const countSql = (form) => `SELECT count(*)::int AS count ${audienceForms[form]}`;

/** @param {Form} form */
export const snapshotSql = (form) => `INSERT INTO bench.snapshot SELECT c.id, 1 ${audienceForms[form]}`;

const sources = ['high', 'bought', 'listed'];
const removed = ['inactive', 'lately', 'often', 'unsubscribed'];
const included = '(high OR bought OR listed)';

export const keptSnapshotTables = `
CREATE TABLE IF NOT EXISTS bench.kept_members (customer_id int, snapshot_id int, sources smallint[], PRIMARY KEY (snapshot_id, customer_id));
CREATE TABLE IF NOT EXISTS bench.kept_excluded (customer_id int, snapshot_id int, reason smallint, PRIMARY KEY (snapshot_id, customer_id));
TRUNCATE bench.kept_members, bench.kept_excluded`;

/** @typedef {{ count: number, only_here: number }} Source */
/** @typedef {{ alone: number, removed: number }} Exclusion */

/** All numbers of the ledger, over the flags. */
const ledgerNumbers = `${sources.map((flag, n, all) => {
  const others = all.filter((other) => other !== flag).join(' OR ');
  return `${filtered(flag)} AS source${n}, ${filtered(`${flag} AND NOT (${others})`)} AS only${n}`;
})}, ${filtered(included)} AS included,
  ${removed.map((flag, n) => {
    const first = [included, flag, ...removed.slice(0, n).map((before) => `NOT ${before}`)].join(' AND ');
    return `${filtered(`${included} AND ${flag}`)} AS alone${n}, ${filtered(first)} AS removed${n}`;
  })},
  ${filtered([included, ...removed.map((flag) => `NOT ${flag}`)].join(' AND '))} AS final`;

const flagsOf = Object.entries(flags).map(([name, condition]) => `${condition} AS ${name}`);

/** The same, in one statement. */
export const ledgerSql = `SELECT ${ledgerNumbers} FROM (SELECT ${flagsOf} FROM customers OFFSET 0) f`;

/** The members with their sources, whoever is kept out with the reason, all numbers, and a hash of the members. */
export const keptSnapshotSql = `
WITH flags AS MATERIALIZED (SELECT * FROM (SELECT id, ${flagsOf} FROM customers OFFSET 0) c WHERE ${included}),
members AS (
  INSERT INTO bench.kept_members
  SELECT id, 1, array_remove(ARRAY[${sources.map((flag, n) => `CASE WHEN ${flag} THEN ${n} END`)}]::smallint[], NULL)
  FROM flags WHERE NOT (${removed.join(' OR ')}) RETURNING customer_id),
excluded AS (
  INSERT INTO bench.kept_excluded
  SELECT id, 1, CASE ${removed.map((flag, n) => `WHEN ${flag} THEN ${n}`).join(' ')} END
  FROM flags WHERE ${removed.join(' OR ')})
SELECT ${ledgerNumbers},
  (SELECT encode(sha256(string_agg(customer_id::text, E'\\n' ORDER BY customer_id)::bytea), 'hex') FROM members) AS hash
FROM flags`;

/** @param {string} condition */
function filtered(condition) {
  return `(count(*) FILTER (WHERE ${condition}))::int`;
}

/**
 * The ledger of the API with the names of `ledgerSql`.
 * @param {{ sources: Source[], included: number, exclusions: Exclusion[], final: number }} ledger
 */
export const flatLedger = ({ sources, included, exclusions, final }) => ({
  ...Object.fromEntries(
    sources.flatMap((source, n) => [
      [`source${n}`, source.count],
      [`only${n}`, source.only_here],
    ]),
  ),
  included,
  ...Object.fromEntries(
    exclusions.flatMap((exclusion, n) => [
      [`alone${n}`, exclusion.alone],
      [`removed${n}`, exclusion.removed],
    ]),
  ),
  final,
});

/** A page deep in all customers: the limit inside, so that nothing else is read. */
export const pageSql = `SELECT id, name, email, 'everyone' AS source
  FROM (SELECT * FROM customers WHERE score >= 0 AND id > $1 ORDER BY id LIMIT 50) c ORDER BY id`;
