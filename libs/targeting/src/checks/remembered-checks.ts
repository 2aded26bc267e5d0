import { createHash } from 'node:crypto';
import { checkRules, type Group, type Moment } from '../rules/index.js';
import type { WarningResponse } from './warning.dto.js';

/** So many trees are remembered. */
const most = 200;
/** What is said of a tree names its windows to the minute. */
const minute = 60_000;

const remembered = new Map<string, readonly WarningResponse[]>();

/** What is certain of a linked tree, looked at once a minute: previews of the same rules follow each other closely. */
export function rememberedChecks(tree: Group, moment: Moment): readonly WarningResponse[] {
  const asked = JSON.stringify([Math.floor(moment.now / minute), moment.timeZone, tree]);
  // By its digest, since a tree may hold thousands of values.
  const key = createHash('sha256').update(asked).digest('base64');
  let found = remembered.get(key);
  if (!found) {
    found = checkRules(tree, moment);
    if (remembered.size >= most) remembered.delete(remembered.keys().next().value!);
    remembered.set(key, found);
  }
  return found;
}
