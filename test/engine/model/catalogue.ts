import { affirmed, type Leaf, leafOf, type LeafRule } from '../../../libs/targeting/src/engine/leaf.js';
import { type Catalogue, type Group, link, parseRule } from '../../../libs/targeting/src/rules/index.js';
import { hostCatalogue } from '../../rules/support/host.js';

const references = {
  segments: new Map(),
  lists: new Map([1, 2].map((id) => [id, { id, name: 'A list', status: 'active' as const }])),
};

/** The leaf of a rule alone, as it stands for the rule and for its negation. */
export function leafFrom(wire: object, timeZone = 'UTC', catalogue: Catalogue = hostCatalogue): Leaf {
  const group = link(parseRule({ logic: 'AND', rules: [wire] }, catalogue), references) as Group;
  return leafOf(affirmed(group.rules[0] as LeafRule).rule, { customer: catalogue.customer, timeZone });
}
