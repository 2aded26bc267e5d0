import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useEvent, useTranslate } from 'react-admin';
import { edited, type Edit } from './tree/edit.js';
import { keyOf } from './tree/identity.js';
import { type Outcome, outcomeOf, type Part } from './tree/outcome.js';
import { getIn, type Path } from './tree/path.js';
import type { WireGroup } from './tree/wire.js';

export interface Edits {
  actions: {
    edit: (edit: Edit) => void;
    /** Once it is drawn, a part of a rule takes the focus: that of the node at a path, or of a node that is put in. */
    focusOn: (place: object | Path, part: Part) => void;
    fold: (group: WireGroup, isFolded: boolean) => void;
  };
  /** Groups that are folded up, by key. */
  folded: ReadonlySet<number>;
  /** What was done, for who cannot see it. */
  said: string;
}

/** Edits a tree so that whoever works by keyboard or ear knows where they are: the focus goes on from there. */
export function useEdits(
  tree: WireGroup,
  onChange: (tree: WireGroup) => void,
  container: RefObject<HTMLElement | null>,
): Edits {
  const wanted = useRef<{ key: number; part: Part }>(undefined);
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set());
  const [said, setSaid] = useState('');
  const say = useSaying();

  const takeFocus = () => {
    const found = wanted.current && container.current?.querySelector<HTMLElement>(selectorOf(wanted.current));
    if (!found || found === document.activeElement) return found;
    found.focus();
    // What is typed then takes the place of what is there, as after Tab.
    if (found instanceof HTMLInputElement) found.select();
    return found;
  };
  // At once, so that no key is lost; and once more after a menu that closes has given the focus back to its button.
  useLayoutEffect(() => void takeFocus());
  useEffect(() => {
    if (takeFocus()) wanted.current = undefined;
  });

  const edit = useEvent((change: Edit) => {
    const after = edited(tree, change);
    const outcome = outcomeOf(tree, change, after);
    if (outcome) {
      wanted.current = outcome;
      setFolded((before) => new Set([...before].filter((key) => !outcome.ancestors.includes(key))));
      // Twice the same is said twice.
      setSaid((before) => (before === say(outcome) ? `${before}\u00a0` : say(outcome)));
    }
    if (after !== tree) onChange(after);
  });
  const fold = useEvent((group: WireGroup, isFolded: boolean) =>
    setFolded((before) => {
      const after = new Set(before);
      if (isFolded) after.add(keyOf(group));
      else after.delete(keyOf(group));
      return after;
    }),
  );
  const focusOn = useEvent((place: object | Path, part: Part) => {
    const node = Array.isArray(place) ? (getIn(tree, place as Path) as object) : place;
    wanted.current = { key: keyOf(node), part };
  });
  const actions = useMemo(() => ({ edit, focusOn, fold }), [edit, focusOn, fold]);
  return { actions, folded, said };
}

function selectorOf({ key, part }: { key: number; part: Part }): string {
  if (part === 'add') return `[data-group="${key}"] [data-focus="add"]`;
  return `[data-node="${key}"] [data-focus="${part}"]${part === 'subject' ? ' input' : ''}`;
}

function useSaying(): (outcome: Outcome) => string {
  const translate = useTranslate();
  return ({ done, place, count, logic }) => {
    const what = translate(`targeting.rules.done.${done}`);
    if (count === 0) return what;
    const where = translate(`targeting.rules.done.${logic ? 'placeInGroup' : 'place'}`, {
      ...{ place, count },
      group: logic && translate(`targeting.rules.match.${logic}`),
    });
    return `${what} ${where}`;
  };
}
