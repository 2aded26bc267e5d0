import { loadPerson } from '../explain/load-person.js';
import type { View } from '../host/consistent-read.js';
import { explainRule, type Key, type Rule } from '../rules/index.js';
import type { Counts } from '../targets/counts.js';
import { planOf } from '../targets/plan.js';
import { because } from './because.js';
import { findPinned, type PinnedPerson } from './pinned.js';
import type { TestResultResponse } from './segment-tests.dto.js';
import type { SegmentTests } from './segment-tests.js';

/** Tests, and the linked rule that must pass them. */
export interface Tested {
  readonly tests: SegmentTests;
  readonly rule: Rule;
}

/** Checks each of the rules by its tests. */
export async function runTests(
  tested: readonly Tested[],
  view: View & { readonly counts: Counts },
): Promise<TestResultResponse[][]> {
  const sized = tested.filter(({ tests: { size } }) => size.min !== null || size.max !== null);
  const plans = sized.map(({ rule }) => ({ plan: planOf({ kind: 'segment', rule }) }));
  const sizes = await view.counts.sizes(plans);
  const found = await findPinned(
    tested.map(({ tests, rule }) => ({ rule, keys: [...tests.include, ...tests.exclude] })),
    view,
  );
  const results: TestResultResponse[][] = [];
  for (const [index, each] of tested.entries()) {
    const size = sizes[sized.indexOf(each)];
    results.push([
      ...(await pinResults(each, true, found[index]!, view)),
      ...(await pinResults(each, false, found[index]!, view)),
      ...(size === undefined ? [] : sizeResults(each.tests, size)),
    ]);
  }
  return results;
}

async function pinResults(
  { tests, rule }: Tested,
  isWanted: boolean,
  found: ReadonlyMap<string, PinnedPerson>,
  view: View,
): Promise<TestResultResponse[]> {
  const kind = isWanted ? 'include' : 'exclude';
  const results: TestResultResponse[] = [];
  for (const [index, key] of tests[kind].entries()) {
    const person = found.get(String(key));
    const result =
      person && person.isIn !== isWanted
        ? await explained(person, rule, isWanted, view)
        : settled(key, person, isWanted);
    results.push({ path: `tests.${kind}[${index}]`, ...result });
  }
  return results;
}

type Result = Omit<TestResultResponse, 'path'>;

/** Who is where they should be, and who is nowhere any more. */
function settled(key: Key, person: PinnedPerson | undefined, isWanted: boolean): Result {
  if (person)
    return { passed: true, message: `${nameOf(person)} is ${isWanted ? 'in' : 'not in'}, as it should be.` };
  return {
    passed: !isWanted,
    message: isWanted
      ? `There is no customer ${key} any more, who should be in. Take them out of the tests.`
      : `There is no customer ${key} any more.`,
  };
}

/** What is read of the person decides, since it may have changed a moment ago. */
async function explained(person: PinnedPerson, rule: Rule, isWanted: boolean, view: View): Promise<Result> {
  const loaded = await loadPerson(person.id, [rule], view);
  if (!loaded) return settled(person.id, undefined, isWanted);
  const trace = explainRule(rule, loaded, { moment: view.moment });
  if (trace.matched === isWanted) return settled(person.id, person, isWanted);
  const what = isWanted ? 'should be in, but is not' : 'should not be in, but is';
  return { passed: false, message: `${nameOf(person)} ${what}: ${because(trace)}.` };
}

const nameOf = ({ id, name, email }: PinnedPerson): string => {
  const called = [name, email].find((text) => text);
  return called ? `${called} (${id})` : `Customer ${id}`;
};

function sizeResults({ size: { min, max } }: SegmentTests, size: number): TestResultResponse[] {
  const has = `it has ${customers(size)}`;
  const limits = [
    { path: 'tests.size.min', limit: min, passed: min !== null && size >= min, words: 'at least' },
    { path: 'tests.size.max', limit: max, passed: max !== null && size <= max, words: 'at most' },
  ];
  return limits.flatMap(({ path, limit, passed, words }) =>
    limit === null
      ? []
      : [
          {
            path,
            passed,
            message: passed
              ? `It should have ${words} ${customers(limit)}, and ${has}.`
              : `It should have ${words} ${customers(limit)}, but ${has}.`,
          },
        ],
  );
}

const customers = (count: number): string =>
  `${count.toLocaleString('en')} ${count === 1 ? 'customer' : 'customers'}`;
