import type { Names } from '../rules/index.js';
import type { Definition } from './definition.js';
import { customersInWords, listOf, memberChanges, orderChanges } from './setting-words.js';

/** Whoever is kept out by two segments is charged to the first of them; the rest is shown in its order. */
const ordered = {
  include_segments: 'included segments',
  include_lists: 'included lists',
  include_customers: 'customers included by hand',
  exclude_segments: 'excluded segments',
  exclude_lists: 'excluded lists',
  exclude_customers: 'customers excluded by hand',
  exclude_contacted_in_campaigns: 'campaigns whose recipients are kept out',
};

/** One thing that is said of an audience, by what it is about. */
type Facts = ReadonlyMap<string, string>;

/** What makes an audience another one, in plain words. */
export function audienceChanges(before: Definition, after: Definition, names: Names): string[] {
  return [
    ...factChanges(factsOf(before, names), factsOf(after, names)),
    ...memberChanges(before, after, 'include_customers', (count) => `includes ${customersInWords(count)}`),
    ...memberChanges(before, after, 'exclude_customers', (count) => `excludes ${customersInWords(count)}`),
    ...Object.entries(ordered).flatMap(([setting, words]) => orderChanges(before, after, setting, words)),
  ];
}

/** Who gets it and who is kept out, in one sentence. */
export function audienceSummary(audience: Definition, names: Names): string {
  const facts = factsOf(audience, names);
  const picked = ['include', 'exclude'].flatMap((verb) => {
    const { length } = listOf(audience, `${verb}_customers`);
    return length > 0 ? [`${verb}s ${customersInWords(length)}`] : [];
  });
  const said = [...facts].filter(([about]) => about !== 'logic' || isAnd(audience)).map(([, text]) => text);
  return [...said, ...picked].join('; ');
}

/** Who loses the last source is not left with nobody. */
const isEveryone = (audience: Definition) =>
  ['include_segments', 'include_lists', 'include_customers'].every(
    (setting) => listOf(audience, setting).length === 0,
  );

const isAnd = (audience: Definition) =>
  audience['include_logic'] === 'AND' && listOf(audience, 'include_segments').length > 1;

function factsOf(audience: Definition, names: Names): Facts {
  const facts = new Map<string, string>();
  if (isEveryone(audience)) facts.set('everyone', 'includes all active customers');
  const name = (of: ReadonlyMap<number, string>, id: unknown) => `“${of.get(id as number) ?? String(id)}”`;
  for (const verb of ['include', 'exclude']) {
    for (const id of listOf(audience, `${verb}_segments`))
      facts.set(`${verb} segment ${String(id)}`, `${verb}s segment ${name(names.segments, id)}`);
    for (const id of listOf(audience, `${verb}_lists`))
      facts.set(`${verb} list ${String(id)}`, `${verb}s list ${name(names.lists, id)}`);
  }
  facts.set(
    'logic',
    audience['include_logic'] === 'AND'
      ? 'customers must be in all of the segments'
      : 'one of the segments is enough',
  );
  facts.set(
    'unsubscribed',
    audience['exclude_unsubscribed'] === false ? 'the unsubscribed get it too' : 'keeps out the unsubscribed',
  );
  const campaign = (id: string) => {
    const known = names.campaigns?.get(id);
    return known === undefined ? id : `“${known}”`;
  };
  const days = audience['exclude_contacted_within_days'];
  if (typeof days === 'number')
    facts.set('contacted', `keeps out who was contacted in the last ${days === 1 ? 'day' : `${days} days`}`);
  for (const id of listOf(audience, 'exclude_contacted_in_campaigns'))
    facts.set(`campaign ${String(id)}`, `keeps out who got campaign ${campaign(String(id))}`);
  return facts;
}

function factChanges(before: Facts, after: Facts): string[] {
  const changed = [...before].flatMap(([about, was]) => {
    const is = after.get(about);
    if (is === undefined) return [`Removed: ${was}`];
    return is === was ? [] : [`Changed: ${was} → ${is}`];
  });
  const added = [...after].filter(([about]) => !before.has(about)).map(([, is]) => `Added: ${is}`);
  return [...changed, ...added];
}
