/** A rule, and its count by hand at the instant $1. @typedef {{ rule: object, sql: string }} Counted */

const types = ['visit', 'purchase', 'email_opened', 'email_clicked', 'cart_filled'];
const cities = [
  'Paris',
  'Rome',
  'Berlin',
  'Madrid',
  'Vienna',
  'Prague',
  'Lisbon',
  'Athens',
  'Dublin',
  'Oslo',
];

/** A hundred of the usual kinds, none like another. @type {Counted[]} */
export const hundredSegments = [
  ...upTo(40).map((n) => scoreFrom(20 + 2 * n)),
  ...cities.map(livesIn),
  ...upTo(30).map((n) => did(types[n % 5], 5 + 5 * n)),
  ...upTo(20).map((n) => didTwice(types[n % 5], 30 + 5 * n)),
];

/** @param {number} value @returns {Counted} */
function scoreFrom(value) {
  return { rule: { field: 'score', operator: 'at_least', value }, sql: countOf(`score >= ${value}`) };
}

/** @param {string} value @returns {Counted} */
function livesIn(value) {
  return {
    rule: { field: 'attributes.city', operator: 'equals', value },
    sql: countOf(`attributes ->> 'city' = '${value}'`),
  };
}

/** @param {string} event @param {number} days @returns {Counted} */
function did(event, days) {
  return {
    rule: { event, operator: 'did', within: { last: days, unit: 'day' } },
    sql: countOfDoers(event, days, ''),
  };
}

/** @param {string} event @param {number} days @returns {Counted} */
function didTwice(event, days) {
  const { rule } = did(event, days);
  return {
    rule: { ...rule, count: { operator: 'at_least', value: 2 } },
    sql: countOfDoers(event, days, 'HAVING count(*) >= 2'),
  };
}

/** @param {string} condition */
function countOf(condition) {
  return `SELECT count(*)::int AS count FROM customers WHERE $1::text <> '' AND ${condition}`;
}

/** @param {string} event @param {number} days @param {string} having */
function countOfDoers(event, days, having) {
  return `SELECT count(*)::int AS count FROM (SELECT customer_id FROM events WHERE type = '${event}'
    AND occurred_at BETWEEN $1::timestamptz - interval '${days} days' AND $1 GROUP BY 1 ${having}) g`;
}

/** @param {number} n */
function upTo(n) {
  return Array.from({ length: n }, (_, index) => index);
}
