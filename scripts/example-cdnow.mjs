// The main job on real purchases: loads the CDNOW data set through the API, builds segments and an audience, sends a
// campaign, and checks every number against a plain computation over the file.
//
//   npm run example:cdnow -- path/to/cdnow.csv      (API_URL: http://localhost:3000/api)
import { parse } from 'csv-parse/sync';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { argv, env, exit, stdout } from 'node:process';

const api = env.API_URL ?? 'http://localhost:3000/api';
const path = argv[2];
if (!path) {
  console.error('Usage: npm run example:cdnow -- path/to/cdnow.csv (customer_id,date,quantity,amount)');
  exit(1);
}

const asOf = '2022-06-30T00:00:00Z';
const windowStart = Date.parse(asOf) - 90 * 24 * 60 * 60 * 1000;
const purchases = parse(await readFile(path), { columns: true }).map((row, index) => ({
  customer: `cdnow-${row.customer_id}`,
  at: Date.parse(row.date),
  cents: Math.round(Number(row.amount) * 100),
  quantity: Number(row.quantity),
  key: `cdnow:${index}`,
}));
const customers = [...new Set(purchases.map(({ customer }) => customer))].sort();
if (customers.length < 100) {
  console.error(
    `${path} has ${customers.length} customers; this example keeps out every so many, and needs 100.`,
  );
  exit(1);
}

await loadCustomers();
const idOf = await customerIds();
await loadPurchases();

const run = new Date().toISOString();
const isPurchase = { event: 'purchase', operator: 'did' };
const vip = await createSegment('VIP', {
  ...isPurchase,
  aggregate: { function: 'sum', field: 'amount', operator: 'at_least', value: 200 },
});
const recent = await createSegment('Recent', { ...isPurchase, within: { last: 90, unit: 'day' } });
const oneTimers = await createSegment('One-timers', {
  ...isPurchase,
  count: { operator: 'exactly', value: 1 },
});
const audience = await call('POST', '/audiences', {
  name: `VIP or recent, without one-timers (${run})`,
  include_segments: [vip.id, recent.id],
  exclude_segments: [oneTimers.id],
});
const excluded = customers
  .filter((_, index) => index % Math.floor(customers.length / 100) === 0)
  .slice(0, 100);
const upload = await importCsv(
  `/audiences/${audience.id}/import-csv`,
  `external_id\n${excluded.join('\n')}\n`,
  { use: 'exclude' },
);
assert.deepEqual([upload.status, upload.rows, upload.matched], ['completed', 100, 100]);

const expected = plainLedger();
const definition = await call('GET', `/audiences/${audience.id}`);
const preview = await call('POST', '/audiences/preview', { ...definition, as_of: asOf });
printLedger(`Ledger as of ${asOf}`, preview.ledger);
check(preview.ledger, expected);

// A send happens now. To send to the same people, the window is pinned to the days that were previewed.
await call('PUT', `/segments/${recent.id}`, {
  conditions: one({
    ...isPurchase,
    within: { from: new Date(windowStart).toISOString(), to: '2022-06-30T00:00:00.001Z' },
  }),
});
const campaign = await call('POST', '/campaigns', { name: `CDNOW (${run})`, audience_id: audience.id });
const review = await call('POST', `/campaigns/${campaign.id}/preview`, {});
check(review.ledger, expected);
await call('POST', `/campaigns/${campaign.id}/send`, {});
await call('POST', `/campaigns/${campaign.id}/send`, {});
const sent = await settled(campaign.id);
assert.equal(sent.recipient_count, expected.final);
const recipients = await pages(`/campaigns/${campaign.id}/recipients`);
assert.deepEqual(
  new Set(recipients.map((row) => row.customer_id)),
  new Set(expected.members.map((name) => idOf.get(name))),
);
assert.equal(recipients.length, expected.final);
const snapshot = await call('GET', `/snapshots/${sent.snapshot_id}`);
check(snapshot.ledger, expected);
const frozen = await pages(`/snapshots/${snapshot.id}/members`);
assert.deepEqual(new Set(frozen.map((row) => row.id)), new Set(recipients.map((row) => row.customer_id)));
const ids = expected.members.map((name) => idOf.get(name)).sort((a, b) => a - b);
assert.equal(snapshot.sha256, createHash('sha256').update(ids.join('\n')).digest('hex'));

console.log(`
Sent to ${sent.recipient_count} customers, each once. Snapshot ${snapshot.id}, sha256 ${snapshot.sha256}.
Every number agrees with the plain computation over the file.`);

function plainLedger() {
  const until = purchases.filter(({ at }) => at <= Date.parse(asOf));
  const byCustomer = groupBy(until);
  const those = (holds) => new Set([...byCustomer].filter(([, rows]) => holds(rows)).map(([name]) => name));
  const sources = [
    those((rows) => rows.reduce((sum, { cents }) => sum + cents, 0) >= 20_000),
    those((rows) => rows.some(({ at }) => at >= windowStart)),
  ];
  const exclusions = [those((rows) => rows.length === 1), new Set(excluded)];
  const included = new Set(sources.flatMap((source) => [...source]));
  const members = [...included].filter((name) => !exclusions.some((exclusion) => exclusion.has(name)));
  const hits = [...included].map((name) => exclusions.findIndex((exclusion) => exclusion.has(name)));
  return {
    counts: sources.map((source) => source.size),
    overlap: sources[0].size + sources[1].size - included.size,
    included: included.size,
    alone: exclusions.map((exclusion) => [...included].filter((name) => exclusion.has(name)).length),
    removed: exclusions.map((_, position) => hits.filter((hit) => hit === position).length),
    final: members.length,
    members,
  };
}

function groupBy(rows) {
  const groups = new Map();
  for (const row of rows) {
    if (!groups.has(row.customer)) groups.set(row.customer, []);
    groups.get(row.customer).push(row);
  }
  return groups;
}

function check(ledger, { counts, overlap, included, alone, removed, final }) {
  assert.deepEqual(
    ledger.sources.map((source) => source.count),
    counts,
  );
  // Everybody consents, so the line of the unsubscribed removes nobody.
  assert.deepEqual(
    ledger.exclusions.map((exclusion) => exclusion.alone),
    [...alone, 0],
  );
  assert.deepEqual(
    ledger.exclusions.map((exclusion) => exclusion.removed),
    [...removed, 0],
  );
  assert.deepEqual([ledger.overlap, ledger.included, ledger.final], [overlap, included, final]);
}

function printLedger(title, ledger) {
  const line = (label, number) => console.log(`  ${label.padEnd(34)}${String(number).padStart(8)}`);
  console.log(`\n${title}`);
  for (const { kind, name, count } of ledger.sources) line(`from ${kind} ${name ?? ''}`, count);
  line('counted more than once', -ledger.overlap);
  line('included', ledger.included);
  for (const { kind, name, removed } of ledger.exclusions)
    line(`without ${kind} ${name ?? ''}`.slice(0, 34), -removed);
  line('final', ledger.final);
}

async function loadCustomers() {
  const rows = customers.map((name) => `${name},Customer ${name.slice(6)},${name}@example.com,true`);
  const report = await importCsv(
    '/customers/import-csv',
    `external_id,name,email,subscribed\n${rows.join('\n')}\n`,
  );
  assert.equal(report.rejected, 0);
  console.log(`${customers.length} customers loaded.`);
}

async function loadPurchases() {
  let accepted = 0;
  for (let start = 0; start < purchases.length; start += 10_000) {
    const events = purchases.slice(start, start + 10_000).map(({ customer, at, cents, quantity, key }) => ({
      customer: { external_id: customer },
      type: 'purchase',
      occurred_at: new Date(at).toISOString(),
      properties: { amount: cents / 100, quantity },
      key,
    }));
    const answer = await call('POST', '/events', { events });
    assert.equal(answer.accepted + answer.duplicates, events.length);
    accepted += answer.accepted;
    stdout.write(`\r${start + events.length} of ${purchases.length} purchases loaded (${accepted} new).`);
  }
  console.log();
}

async function customerIds() {
  const found = new Map();
  for (let page = 1, read = 0, total = 1; read < total; page++) {
    const answer = await call('GET', `/customers?per_page=1000&page=${page}&sort=id&order=ASC`);
    for (const customer of answer.data) found.set(customer.external_id, customer.id);
    read += answer.data.length;
    total = answer.data.length === 0 ? 0 : answer.total;
  }
  return found;
}

function createSegment(name, rule) {
  return call('POST', '/segments', { name: `${name} (${run})`, conditions: one(rule) });
}

/** Of the customers of this data set only: there may be others. */
function one(rule) {
  return { logic: 'AND', rules: [{ field: 'external_id', operator: 'starts_with', value: 'cdnow-' }, rule] };
}

async function settled(id) {
  for (;;) {
    const current = await call('GET', `/campaigns/${id}`);
    if (current.status !== 'sending') return current;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function pages(url) {
  const rows = [];
  let after;
  do {
    const page = await call(
      'GET',
      `${url}?per_page=1000${after ? `&after=${encodeURIComponent(after)}` : ''}`,
    );
    rows.push(...page.data);
    after = page.next;
  } while (after);
  return rows;
}

async function importCsv(url, text, fields = {}) {
  const form = new FormData();
  form.set('file', new Blob([text], { type: 'text/csv' }), 'customers.csv');
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const answer = await request(url, { method: 'POST', body: form });
  return answer.status === 'running' ? waitFor(`/imports/${answer.id}`) : answer;
}

async function waitFor(url) {
  for (;;) {
    const current = await call('GET', url);
    if (current.status !== 'running') return current;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function call(method, url, body) {
  return request(url, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
}

async function request(url, options) {
  const response = await fetch(`${api}${url}`, options);
  const text = await response.text();
  if (!response.ok) throw new Error(`${options.method} ${url} answered ${response.status}: ${text}`);
  return text ? JSON.parse(text) : undefined;
}
