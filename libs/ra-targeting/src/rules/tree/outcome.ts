import { type Edit, placeOf } from './edit.js';
import { keyOf } from './identity.js';
import { getIn, type Path } from './path.js';
import { isGroup, type WireGroup, type WireNode } from './wire.js';

/** A part of a rule or group that can have the focus. */
export type Part = 'handle' | 'subject' | 'add' | 'where' | 'then.where';

/** Where the work goes on after an edit, and what there is to say about it. */
export interface Outcome {
  /** Key of the rule or group. */
  key: number;
  part: Part;
  /** Groups on the way there, which must be open. */
  ancestors: number[];
  done: 'added' | 'removed' | 'copied' | 'wrapped' | 'unwrapped' | 'moved' | 'stuck';
  /** Counted from one. */
  place: number;
  count: number;
  /** Of the group it stands in now, unless that is the outermost. */
  logic?: 'AND' | 'OR';
}

/** Undefined for a change within a rule: the input that makes it keeps the focus. */
export function outcomeOf(before: WireGroup, edit: Edit, after: WireGroup): Outcome | undefined {
  switch (edit.type) {
    case 'replace':
      return undefined;
    case 'add': {
      const path = [...edit.group, 'rules', rulesAt(after, edit.group).length - 1];
      const isNewGroup = isGroup(getIn(after, path));
      return at(after, isNewGroup ? [...path, 'rules', 0] : path, 'subject', 'added');
    }
    case 'copy': {
      const { group, index } = placeOf(edit.path);
      return at(after, [...group, 'rules', index + 1], 'handle', 'copied');
    }
    case 'remove':
      return afterRemoval(before, edit.path, after);
    case 'wrap':
      return at(after, edit.path, 'handle', 'wrapped');
    case 'unwrap':
      return at(after, edit.path, 'handle', 'unwrapped');
    case 'move':
    case 'shift': {
      const path = pathOf(getIn(before, edit.path) as WireNode, after)!;
      return at(after, path, 'handle', after === before ? 'stuck' : 'moved');
    }
  }
}

function at(tree: WireGroup, path: Path, part: Part, done: Outcome['done']): Outcome {
  const { group, index } = placeOf(path);
  const parent = getIn(tree, group) as WireGroup;
  return {
    key: keyOf(parent.rules[index]!),
    part,
    ancestors: ancestorsOf(tree, path),
    done,
    place: index + 1,
    count: parent.rules.length,
    ...(group.length > 0 && { logic: parent.logic }),
  };
}

/** The rule that has taken the place, or the one before it, or the way to add another. */
function afterRemoval(before: WireGroup, removed: Path, after: WireGroup): Outcome {
  let path = removed;
  while (takesItsGroupAlong(before, path)) path = placeOf(path).group;
  const { group, index } = placeOf(path);
  const left = rulesAt(after, group).length;
  if (left > 0) return at(after, [...group, 'rules', Math.min(index, left - 1)], 'handle', 'removed');
  const key = keyOf(getIn(after, group) as WireGroup);
  return { key, part: 'add', ancestors: [], done: 'removed', place: 0, count: 0 };
}

const takesItsGroupAlong = (tree: WireGroup, path: Path): boolean => {
  const { group } = placeOf(path);
  return group.length > 0 && group.at(-1) !== 'where' && rulesAt(tree, group).length === 1;
};

const rulesAt = (tree: WireGroup, group: Path) => (getIn(tree, group) as WireGroup).rules;

const ancestorsOf = (tree: WireGroup, path: Path): number[] =>
  path.flatMap((_, length) => {
    const node = getIn(tree, path.slice(0, length));
    return isGroup(node) ? [keyOf(node)] : [];
  });

function pathOf(node: WireNode, within: unknown, path: Path = []): Path | undefined {
  if (within === node) return path;
  if (typeof within !== 'object' || within === null) return undefined;
  for (const [step, child] of Object.entries(within)) {
    const found = pathOf(node, child, [...path, Array.isArray(within) ? Number(step) : step]);
    if (found) return found;
  }
  return undefined;
}
