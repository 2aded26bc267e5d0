import {
  canonicalRule,
  compileFilter,
  compileRule,
  describeRule,
  explainRule,
  link,
  type MatchContext,
  matchRule,
  parseRule,
  type Person,
  type References,
  type Rule,
  SqlWriter,
  type Trace,
} from 'nest-targeting/rules';
import type pg from 'pg';
import { hostCatalogue } from './host.js';
import { Outcomes } from './outcomes.js';
import { rewritten } from './rewritten.js';
import type { Wire } from './trees.js';
import { listIds } from './world.js';

/** Trees to compare, with the segments that they may refer to: segment n is the n-th. */
export interface Batch {
  readonly segments: readonly Wire[];
  readonly trees: readonly Wire[];
}

interface Subject {
  readonly wire: Wire;
  readonly rule: Rule;
  readonly negated: Rule;
}

/** What was compared, over a whole run. */
export class Tally {
  trees = 0;
  leaves = 0;
  comparisons = 0;
  readonly outcomes = new Outcomes();
}

/** Throws at the first difference between SQL and memory, and whatever else must hold for every tree. */
export async function compare(
  client: pg.Client,
  people: readonly Person[],
  context: MatchContext,
  batch: Batch,
  tally: Tally,
) {
  const subjects = subjectsOf(batch);
  const answers = await ask(client, context, subjects);
  subjects.forEach((subject, index) => {
    const expected = people.map((person) => matchRule(subject.rule, person, context));
    compareAnswers(subject, people, expected, answers[index]!);
    compareForms(subject, context);
    explainSome(
      subject,
      people.filter((_, place) => (place + index) % 10 === 0),
      context,
    );
    tally.outcomes.note(subject.rule, people, context);
    tally.trees += 1;
    tally.leaves += leavesOf(subject.rule);
    tally.comparisons += 6 * people.length;
  });
}

function subjectsOf({ segments, trees }: Batch): Subject[] {
  const references: References = {
    segments: new Map(
      segments.map((wire, index) => {
        const id = index + 1;
        return [id, { id, name: `segment ${id}`, status: 'active', rule: parseRule(wire, hostCatalogue) }];
      }),
    ),
    lists: new Map(
      listIds.map((id) => [Number(id), { id: Number(id), name: `list ${id}`, status: 'active' }]),
    ),
  };
  const linked = (wire: Wire) => link(parseRule(wire, hostCatalogue), references);
  return trees.map((wire) => ({
    wire,
    rule: linked(wire),
    negated: linked({ logic: 'AND', not: true, rules: [wire] }),
  }));
}

interface Answers {
  /** By person: the rule, and its negation. */
  readonly strict: readonly (boolean | null)[];
  readonly negated: readonly (boolean | null)[];
  /** Keys of those whom WHERE lets through. */
  readonly filtered: readonly number[];
  readonly filteredOut: readonly number[];
  /** The same with events read beforehand. */
  readonly hashed: readonly number[];
  readonly hashedOut: readonly number[];
  readonly sql: string;
}

/** Two statements for the whole batch. */
async function ask(
  client: pg.Client,
  { moment, campaignId }: MatchContext,
  subjects: readonly Subject[],
): Promise<Answers[]> {
  const context = () => ({ customer: hostCatalogue.customer, moment, alias: 'c', campaignId });
  const strictWriter = new SqlWriter();
  const strict = subjects.flatMap(({ rule, negated }) =>
    [rule, negated].map((tree) => compileRule(tree, { ...context(), writer: strictWriter })),
  );
  const filterWriter = new SqlWriter();
  const filters = subjects.flatMap(({ rule, negated }) =>
    [false, true].flatMap((hashed) =>
      [rule, negated].map((tree) => compileFilter(tree, { ...context(), writer: filterWriter, hashed })),
    ),
  );
  const people = await rows<(boolean | null)[]>(
    client,
    `SELECT ${strict.join(',\n')} FROM host.people c ORDER BY c.id`,
    strictWriter.params,
  );
  const arrays = filters.map(
    (filter) => `ARRAY(SELECT c.id FROM host.people c WHERE ${filter} ORDER BY c.id)`,
  );
  const [keys] = await rows<number[][]>(client, `SELECT ${arrays.join(',\n')}`, filterWriter.params);
  return subjects.map((_, index) => ({
    strict: people.map((row) => row[2 * index]!),
    negated: people.map((row) => row[2 * index + 1]!),
    filtered: keys![4 * index]!,
    filteredOut: keys![4 * index + 1]!,
    hashed: keys![4 * index + 2]!,
    hashedOut: keys![4 * index + 3]!,
    sql: strict[2 * index]!,
  }));
}

async function rows<T extends unknown[]>(client: pg.Client, text: string, values: unknown[]): Promise<T[]> {
  try {
    return (await client.query<T>({ text, values, rowMode: 'array' })).rows;
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${text}\n${JSON.stringify(values)}`, { cause: error });
  }
}

function compareAnswers(
  { wire, rule }: Subject,
  people: readonly Person[],
  expected: readonly boolean[],
  answers: Answers,
) {
  people.forEach((person, index) => {
    const key = person.key as number;
    const given = {
      'as a condition': answers.strict[index],
      'negated, as a condition': invert(answers.negated[index]!),
      'in WHERE': answers.filtered.includes(key),
      'negated, in WHERE': !answers.filteredOut.includes(key),
      'in WHERE, hashed': answers.hashed.includes(key),
      'negated, in WHERE, hashed': !answers.hashedOut.includes(key),
    };
    for (const [where, result] of Object.entries(given))
      if (result !== expected[index])
        throw new Error(
          `${JSON.stringify(wire, null, 2)}\nis ${expected[index]} in memory and ${result} in SQL (${where}) for\n` +
            `${portrait(rule, person)}\n${answers.sql}`,
        );
  });
}

const invert = (value: boolean | null) => (value === null ? null : !value);

/** What the rule may have read. */
function portrait(rule: Rule, person: Person): string {
  const fields = [...new Set(JSON.stringify(rule).match(/(?<="name":)"(?:[^"\\]|\\.)*"/g))].map(
    (name) => JSON.parse(name) as string,
  );
  const values = [...person.values].filter(([name]) => fields.includes(name));
  const events = person.events
    .filter(({ type }) => fields.includes(type))
    .map(({ type, at, properties }) => ({
      type,
      at: new Date(at).toISOString(),
      ...Object.fromEntries(properties),
    }));
  const { lists, contacts } = person;
  return JSON.stringify(
    { key: person.key, values: Object.fromEntries(values), events, lists: [...lists], contacts },
    null,
    1,
  );
}

/** The explanation says the same, of the whole and of every part. */
function explainSome({ rule }: Subject, people: readonly Person[], context: MatchContext) {
  for (const person of people) {
    const trace = explainRule(rule, person, context);
    const isSame = trace.matched === matchRule(rule, person, context) && isConsistent(trace, rule);
    if (!isSame) throw new Error(`explained otherwise: ${JSON.stringify(trace, null, 2)}`);
  }
}

function isConsistent(trace: Trace, rule: Rule): boolean {
  if (rule.kind !== 'group') return true;
  // A group of one rule is not said twice.
  if (rule.rules.length === 1 && !rule.not) return isConsistent(trace, rule.rules[0]!);
  const { matched, rules } = trace;
  const parts = rules!.map((part) => part.matched);
  const holds = rule.logic === 'AND' ? !parts.includes(false) : parts.includes(true);
  return (
    matched === (holds !== rule.not) && rules!.every((part, index) => isConsistent(part, rule.rules[index]!))
  );
}

/** The other forms of the rule: words, and canonical text. */
function compareForms({ wire, rule }: Subject, { moment }: MatchContext) {
  expect(describeRule(rule, moment)).not.toBe('');
  const canonical = canonicalRule(parseRule(wire, hostCatalogue));
  expect(canonicalRule(parseRule(wire, hostCatalogue))).toBe(canonical);
  expect(canonicalRule(parseRule(rewritten(wire), hostCatalogue))).toBe(canonical);
}

function leavesOf(rule: Rule): number {
  if (rule.kind === 'group') return rule.rules.reduce((sum, child) => sum + leavesOf(child), 0);
  if (rule.kind === 'segment' && rule.target) return leavesOf(rule.target.rule);
  const filters =
    rule.kind !== 'event' ? [] : rule.question.kind === 'then' ? [rule, rule.question.next] : [rule];
  return 1 + filters.reduce((sum, { where }) => sum + (where ? leavesOf(where) : 0), 0);
}
