import { rulesDatabase } from './support/rules-database.js';
import { hostTables, hostCatalogue } from './support/host.js';
import { parseRule, link, compileRule, compileFilter, SqlWriter, matchRule, describeRule, canonicalRule, explainRule } from 'nest-targeting/rules';
it('deep', async () => {
  const db = await rulesDatabase(hostTables);
  for (const n of [10, 50, 100, 200, 400, 800, 1500, 3000, 5000, 9000]) {
    const seg = new Map();
    for (let i = 1; i <= n; i++) {
      const rules: object[] = [{ field: 'c_text', operator: 'equals', value: 'a' + i }];
      if (i < n) rules.push({ segment: i + 1, operator: i % 3 ? 'in' : 'not_in' });
      seg.set(i, { id: i, name: 's', status: 'active', rule: parseRule({ logic: i % 2 ? 'AND' : 'OR', not: i % 5 === 0, rules }, hostCatalogue) });
    }
    let stage = 'link';
    try {
      const rule = link(parseRule({ logic: 'AND', rules: [{ segment: 1, operator: 'in' }] }, hostCatalogue), { segments: seg, lists: new Map() });
      stage = 'compile';
      const writer = new SqlWriter();
      const sql = compileRule(rule, { customer: hostCatalogue.customer, writer, moment: { now: 0, timeZone: 'UTC' }, alias: 'c' });
      stage = 'match'; matchRule(rule, { key: 1, values: new Map(), events: [], lists: new Set(), contacts: [] }, { moment: { now: 0, timeZone: 'UTC' } });
      stage = 'pg'; const t = Date.now();
      await db.client.query(`SELECT ${sql} FROM host.people c`, writer.params);
      console.log(n, 'ok', Date.now() - t);
    } catch (e: any) { console.log(n, stage, e.name, e.code, e.message.slice(0, 200)); }
  }
  await db.close();
}, 60000);
