import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslate } from 'react-admin';
import { edited, type Edit } from './tree/edit.js';
import { keyOf } from './tree/identity.js';
import { type Outcome, outcomeOf, type Part } from './tree/outcome.js';
import type { WireGroup } from './tree/wire.js';

export interface Edits {
  edit: (edit: Edit) => void;
  /** Once it is drawn, a part of a rule takes the focus. */
  focusOn: (node: object, part: Part) => void;
  /** Groups that are folded up, by key. */
  folded: ReadonlySet<number>;
  fold: (group: WireGroup, isFolded: boolean) => void;
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

  useEffect(() => {
    if (!wanted.current) return;
    const found = container.current?.querySelector<HTMLElement>(selectorOf(wanted.current));
    if (!found) return;
    wanted.current = undefined;
    found.focus();
  });

  const edit = (change: Edit) => {
    const after = edited(tree, change);
    const outcome = outcomeOf(tree, change, after);
    if (outcome) {
      wanted.current = outcome;
      setFolded((before) => new Set([...before].filter((key) => !outcome.ancestors.includes(key))));
      // Twice the same is said twice.
      setSaid((before) => (before === say(outcome) ? `${before}\u00a0` : say(outcome)));
    }
    if (after !== tree) onChange(after);
  };
  const fold = (group: WireGroup, isFolded: boolean) =>
    setFolded((before) => {
      const after = new Set(before);
      if (isFolded) after.add(keyOf(group));
      else after.delete(keyOf(group));
      return after;
    });
  const focusOn = (node: object, part: Part) => (wanted.current = { key: keyOf(node), part });
  return { edit, focusOn, folded, fold, said };
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
