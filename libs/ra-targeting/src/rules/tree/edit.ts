import { inherit } from './identity.js';
import { getIn, type Path, setIn, startsWith } from './path.js';
import { isGroup, type WireGroup, type WireNode } from './wire.js';

/** What can be done to a tree. A path to a node ends with its index in `rules`. */
export type Edit =
  | { type: 'replace'; path: Path; node: WireNode | WireGroup }
  | { type: 'add'; group: Path; node: WireNode }
  | { type: 'remove'; path: Path }
  | { type: 'copy'; path: Path }
  | { type: 'wrap'; path: Path }
  | { type: 'unwrap'; path: Path }
  | { type: 'move'; path: Path; group: Path; index: number }
  | { type: 'shift'; path: Path; by: -1 | 1 };

/** The tree after an edit; every node that is still there keeps its identity. */
export function edited(root: WireGroup, edit: Edit): WireGroup {
  switch (edit.type) {
    case 'replace':
      return put(root, edit.path, edit.node);
    case 'add':
      return changeRules(root, edit.group, (rules) => [...rules, edit.node]);
    case 'remove':
      return remove(root, edit.path);
    case 'copy':
      return splice(root, edit.path, (node) => [node, structuredClone(node)]);
    case 'wrap':
      return splice(root, edit.path, (node) => [{ logic: 'AND', rules: [node] }]);
    case 'unwrap':
      return splice(root, edit.path, (node) => (isGroup(node) ? node.rules : [node]));
    case 'move':
      return move(root, edit.path, edit.group, edit.index);
    case 'shift':
      return shift(root, edit.path, edit.by);
  }
}

const groupAt = (root: WireGroup, path: Path) => getIn(root, path) as WireGroup;

/** The group of a node, and its index there. */
export const placeOf = (path: Path): { group: Path; index: number } => ({
  group: path.slice(0, -2),
  index: path.at(-1) as number,
});

function put(root: WireGroup, path: Path, node: WireNode): WireGroup {
  const before = getIn(root, path);
  if (typeof before === 'object' && before !== null) inherit(node, before);
  const [step, ...rest] = path;
  if (step === undefined) return node as WireGroup;
  const after = setIn(root, [step, ...rest], node);
  keepAlong(after, root, path);
  return after;
}

/** Everything on the way to a change is a new object, and still the same node. */
function keepAlong(after: unknown, before: unknown, path: Path): void {
  if (typeof after !== 'object' || after === null || typeof before !== 'object' || before === null) return;
  if (!Array.isArray(after)) inherit(after, before);
  const [step, ...rest] = path;
  if (step === undefined) return;
  const next = (value: unknown) => (value as Record<string | number, unknown>)[step];
  keepAlong(next(after), next(before), rest);
}

function changeRules(root: WireGroup, group: Path, change: (rules: WireNode[]) => WireNode[]): WireGroup {
  const before = groupAt(root, group);
  return put(root, group, { ...before, rules: change(before.rules) });
}

function splice(root: WireGroup, path: Path, by: (node: WireNode) => WireNode[]): WireGroup {
  const { group, index } = placeOf(path);
  return changeRules(root, group, (rules) => rules.flatMap((rule, at) => (at === index ? by(rule) : [rule])));
}

/** A group that has lost its last rule goes with it; the outermost stays. */
function remove(root: WireGroup, path: Path): WireGroup {
  const { group } = placeOf(path);
  const alone = groupAt(root, group).rules.length === 1;
  if (alone && group.length > 0 && group.at(-1) !== 'where') return remove(root, group);
  return splice(root, path, () => []);
}

/** `index` counts among the rules of the group as they stand before the move. */
function move(root: WireGroup, path: Path, group: Path, index: number): WireGroup {
  if (startsWith(group, path)) return root;
  const node = getIn(root, path) as WireNode;
  const moved = Symbol('moved');
  const place = placeOf(path);
  // A mark keeps the place while the node is put into the other one: both paths then hold as they were given.
  const marked = changeRules(root, place.group, (rules) =>
    rules.map((rule, at) => (at === place.index ? (moved as unknown as WireNode) : rule)),
  );
  const inserted = changeRules(marked, group, (rules) => rules.toSpliced(index, 0, node));
  const marker = samePlace(place.group, group) && index <= place.index ? place.index + 1 : place.index;
  const markerPath = [...shifted(place.group, group, index), 'rules', marker];
  return remove(inserted, markerPath);
}

const samePlace = (a: Path, b: Path) => a.length === b.length && startsWith(a, b);

/** A path after a node was put into a group before one that the path goes through. */
function shifted(path: Path, group: Path, index: number): Path {
  const at = group.length + 1;
  const step = path[at];
  const through = startsWith(path, [...group, 'rules']) && typeof step === 'number' && step >= index;
  return through ? path.map((each, position) => (position === at ? step + 1 : each)) : path;
}

/** Up or down within its group; at the end of it, out into the group above. Into a group that it meets. */
function shift(root: WireGroup, path: Path, by: -1 | 1): WireGroup {
  const { group, index } = placeOf(path);
  const { rules } = groupAt(root, group);
  const neighbour = rules[index + by];
  if (neighbour && isGroup(neighbour)) {
    const inner = [...group, 'rules', index + by];
    return move(root, path, inner, by === 1 ? 0 : neighbour.rules.length);
  }
  if (neighbour) return move(root, path, group, by === 1 ? index + 2 : index - 1);
  if (group.length === 0 || group.at(-1) === 'where') return root;
  const outer = placeOf(group);
  return move(root, path, outer.group, by === 1 ? outer.index + 1 : outer.index);
}
