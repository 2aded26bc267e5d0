import Sequencer from '@jest/test-sequencer';

/**
 * Those that take longest: whichever worker began one of them last would end alone. A browser keeps more than one core busy, and
 * what waits for processes to start and to die less than one, so that the two kinds take turns.
 */
const longest = [
  'console/round-trip',
  'bench',
  'launcher',
  'library/reference',
  'console/screens',
  'library/sends',
  'console/use-cases',
  'engine/stateful',
  'console/audience-flow',
  'library/foreign',
  'console/segment-flows',
  'engine/engine',
  'console/audience-builder',
  'library/ledger',
  'console/fixed-members',
  'api/api',
  'console/definition-lists',
  'hosts/hosts',
  'console/audiences',
  'library/crash',
  'console/stale-edits',
  'rules/agreement',
  'console/first-load',
  'library/comparisons',
  'console/rule-keyboard',
  'library/guard-rails',
  'console/refused-and-explained',
  'lists/lists',
];

export default class LongestFirst extends Sequencer {
  /** @param {import('@jest/test-result').Test[]} tests */
  sort(tests) {
    const place = (/** @type {{ path: string }} */ { path }) => {
      const index = longest.findIndex((name) => path.endsWith(`/test/${name}.spec.ts`));
      if (index >= 0) return index;
      // The others in a browser take longer than the others without.
      return path.includes('/test/console/') ? longest.length : longest.length + 1;
    };
    return [...super.sort(tests)].sort((one, other) => place(one) - place(other));
  }
}
