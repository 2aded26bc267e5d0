import assert from 'node:assert';
import { AskedLeaves } from '../../../libs/targeting/src/counting/asked-leaves.js';
import { BitCounts } from '../../../libs/targeting/src/counting/bit-counts.js';
import type {
  MembershipEngine,
  Open,
  Running,
} from '../../../libs/targeting/src/engine/membership-engine.js';
import { EngineMetrics } from '../../../libs/targeting/src/engine/metrics.js';
import { RuleTerms } from '../../../libs/targeting/src/engine/rule-terms.js';
import { membersOf, ordinalsOf } from '../../../libs/targeting/src/engine/terms.js';
import type { View } from '../../../libs/targeting/src/host/consistent-read.js';
import { known } from '../../../libs/targeting/src/host/known-definitions.js';
import {
  compileFilter,
  type Group,
  link,
  parseRule,
  quoteIdentifier,
  quoteTable,
  referencesOf,
  type Rule,
  SqlWriter,
} from '../../../libs/targeting/src/rules/index.js';
import type { Ordinals } from '../../../libs/targeting/src/engine/ordinals.js';
import { type CountedPlan, type Counts, SqlCounts } from '../../../libs/targeting/src/targets/counts.js';
import { customerColumns } from '../../../libs/targeting/src/targets/customer-sql.js';
import { personOf, type PersonResponse } from '../../../libs/targeting/src/targets/member.dto.js';
import type { Difference as Moved } from '../../../libs/targeting/src/targets/difference.js';
import { pageMembers } from '../../../libs/targeting/src/targets/members.js';
import { planOf } from '../../../libs/targeting/src/targets/plan.js';
import { planAudience } from '../../../libs/targeting/src/targets/plan-audience.js';
import {
  idsOf,
  type LoadedReferences,
  loadReferences,
} from '../../../libs/targeting/src/targets/references.js';
import type { AudienceDefinition } from '../../../libs/targeting/src/audiences/audience.entity.js';

/** Who is in each rule by memory and by SQL, in one snapshot, with the instant. */
export interface Compared {
  readonly now: number;
  readonly wires: readonly object[];
  readonly memory: readonly (readonly number[])[];
  readonly sql: readonly (readonly number[])[];
}

/** @throws Error when memory cannot answer */
export async function compareRules(
  engine: MembershipEngine,
  wires: readonly object[],
  also: (view: View, compared: Compared, running: Running) => Promise<void> = () => Promise.resolve(),
  open?: Open,
): Promise<void> {
  await asserting(
    engine,
    async (view, running) => {
      const rules = await linked(wires, view);
      const memory = await inMemory(rules, view, running);
      const compared = { now: view.moment.now, wires, memory, sql: await bySql(rules, view, running) };
      assertEqual(compared);
      await also(view, compared, running);
    },
    open,
  );
}

/** Lets what a test asserts in the middle of a question fail the test: the engine would try again, or ask the database. */
export async function asserting(
  engine: MembershipEngine,
  use: (view: View, running: Running) => Promise<void>,
  open?: Open,
): Promise<void> {
  let failed: Error | undefined;
  const answer = await askMemory(
    engine,
    async (view, running) => {
      failed = undefined;
      try {
        await use(view, running);
      } catch (error) {
        if (!(error instanceof Difference) && !(error as Error & { matcherResult?: unknown }).matcherResult)
          throw error;
        failed = error as Error;
      }
    },
    open,
  );
  if (failed) throw failed;
  if (!answer) throw new Unanswered('Memory has not answered.');
}

class Difference extends Error {}

/** Asks in the turn of the question. */
export const askMemory = <T>(
  engine: MembershipEngine,
  use: (view: View, running: Running) => Promise<T>,
  open?: Open,
): Promise<{ value: T } | undefined> =>
  engine.inMemory(
    use,
    (_view, used) => Promise.resolve(used),
    ...(open ? [{ open, openWhole: () => open }] : []),
  );

/** The engine leaves it to SQL. */
export class Unanswered extends Error {}

/** Members of each rule by the sets in memory. */
export async function inMemory(
  rules: readonly Rule[],
  { catalogue, moment, manager }: View,
  { cache }: Running,
): Promise<number[][]> {
  const terms = new RuleTerms({ customer: catalogue.customer, timeZone: moment.timeZone }, (leaf) =>
    cache.bitsOf(leaf),
  );
  await cache.bring(terms.leavesOf(rules), moment.now, manager);
  return rules.map((rule) => [...ordinalsOf(membersOf(terms.of(rule)))]);
}

/** Members of each rule by SQL, in ordinals. */
export async function bySql(
  rules: readonly Rule[],
  { catalogue: { customer }, moment, manager }: View,
  { ordinals }: Running,
): Promise<number[][]> {
  const writer = new SqlWriter();
  // The ordinal is looked up outside of the library's own join: a customer without one would be missed there.
  const ordinal = ordinals.areKeys
    ? `c.${quoteIdentifier(customer.keyColumn)}`
    : `coalesce((SELECT o.ordinal FROM targeting.ordinals o WHERE o.customer_id = c.${quoteIdentifier(customer.keyColumn)}), -1)`;
  const columns = rules.map(
    (rule, index) =>
      `ARRAY(SELECT ${ordinal} AS ordinal FROM ${quoteTable(customer.table)} c
         WHERE ${compileFilter(rule, { customer, writer, moment, alias: 'c' })} ORDER BY 1) AS r${index}`,
  );
  const [row] = await manager.query<Record<string, number[]>[]>(
    `SELECT ${columns.join(', ')}`,
    writer.params,
  );
  return rules.map((_, index) => row![`r${index}`]!);
}

/**
 * Whatever is counted of an audience and of rules, by memory and by SQL, in one snapshot.
 * @param standing an audience that is the same each time, so that some of what was counted of it before still holds
 */
export async function compareCounts(
  definition: AudienceDefinition,
  standing: AudienceDefinition,
  wires: readonly object[],
  view: View,
  { cache, ordinals }: Running,
): Promise<void> {
  const planned = async (audience: AudienceDefinition) =>
    planAudience(audience, view.catalogue, await referred(idsOf(audience), view));
  const counted = { plan: await planned(definition), campaignId: '1' };
  const again = { plan: await known(view, 'the standing audience', () => planned(standing)) };
  const rules = (await linked(wires, view)).slice(0, 8);
  const plans = [counted, ...rules.map((rule) => ({ plan: planOf({ kind: 'segment', rule }) }))];
  const ask = async (counts: Counts) => ({
    // First, since whatever is asked first has to find out what is needed.
    difference: numbersOf(await counts.difference(counted, plans.at(-1)!), ordinals),
    ledgers: [await counts.ledger(counted), await counts.ledger(again)],
    inactive: await counts.inactive(again),
    pages: await pagesOf(counted, { ...view, counts }),
    sizes: await counts.sizes(plans),
    regions: await counts.regions(rules),
    shared: await counts.shared(rules[0]!, rules),
  });
  const counts = new BitCounts(view, cache, ordinals, new AskedLeaves(new EngineMetrics()));
  const memory = await ask(counts);
  expect(memory).toEqual(await ask(new SqlCounts(view)));
  const { enteringSample, leavingSample } = await counts.difference(counted, plans.at(-1)!);
  await expectAsTheyAre([...enteringSample, ...leavingSample, ...(await counts.sample(again))], view);
}

/** Two pages that follow one another. */
async function pagesOf(counted: CountedPlan, view: View & { readonly counts: Counts }) {
  const first = await pageMembers(counted, { per_page: 4 }, view);
  return [first, first.next && (await pageMembers(counted, { per_page: 4, after: first.next }, view))];
}

/** Who was shown before may have another name since, or be gone. */
async function expectAsTheyAre(
  shown: readonly PersonResponse[],
  { catalogue, manager }: View,
): Promise<void> {
  const { customer } = catalogue;
  const rows = await manager.query<PersonResponse[]>(
    `SELECT ${customerColumns(customer)} FROM ${quoteTable(customer.table)} c WHERE c.${quoteIdentifier(customer.keyColumn)} = ANY($1)`,
    [shown.map(({ id }) => id)],
  );
  const byKey = new Map(rows.map((row) => [row.id, row]));
  expect(shown.map(personOf)).toEqual(shown.map(({ id }) => byKey.get(id)));
}

/** Samples are in the order of the ordinals, which only some hosts have as their keys. */
const numbersOf = (difference: Moved, { areKeys }: Ordinals) => ({
  ...difference,
  ...(!areKeys && {
    enteringSample: difference.enteringSample.length,
    leavingSample: difference.leavingSample.length,
  }),
});

export async function linked(wires: readonly object[], view: View): Promise<Rule[]> {
  const tree = parseRule({ logic: 'AND', rules: wires }, view.catalogue);
  const references = await referred(referencesOf(tree), view);
  return [...(link(tree, references) as Group).rules];
}

const written = ({ segments, lists }: LoadedReferences) => JSON.stringify([[...segments], [...lists]]);

/** What is known of definitions must be what is read of them. */
async function referred(ids: Parameters<typeof loadReferences>[0], view: View) {
  const known = await loadReferences(ids, view);
  const read = await loadReferences(ids, { ...view, definitions: undefined });
  assert.equal(written(known), written(read), 'What is known of definitions');
  return known;
}

function assertEqual({ now, wires, memory, sql }: Compared): void {
  const differences = wires.flatMap((wire, index) => {
    const [kept, asked] = [memory[index]!, sql[index]!];
    return kept.join() === asked.join()
      ? []
      : [`${JSON.stringify(wire)}: memory [${kept.join()}], SQL [${asked.join()}]`];
  });
  if (differences.length > 0)
    throw new Difference(
      `At ${new Date(now).toISOString()} memory and SQL differ:\n${differences.join('\n')}`,
    );
}
