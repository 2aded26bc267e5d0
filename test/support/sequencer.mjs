import Sequencer from '@jest/test-sequencer';

/** Those that take longest: whichever worker began one of them last would end alone. */
const longest = [
  'console/round-trip',
  'console/screens',
  'bench',
  'library/reference',
  'console/use-cases',
  'engine/stateful',
  'console/audience-flow',
  'console/segment-flows',
  'engine/engine',
  'library/sends',
  'library/crash',
  'library/foreign',
  'console/audience-builder',
  'library/ledger',
  'console/fixed-members',
  'hosts/hosts',
  'api/api',
  'library/guard-rails',
  'lists/lists',
  'rules/agreement',
];

export default class LongestFirst extends Sequencer {
  /** @param {import('@jest/test-result').Test[]} tests */
  sort(tests) {
    const place = (/** @type {{ path: string }} */ { path }) => {
      const index = longest.findIndex((name) => path.endsWith(`/test/${name}.spec.ts`));
      return index < 0 ? longest.length : index;
    };
    return [...super.sort(tests)].sort((one, other) => place(one) - place(other));
  }
}
