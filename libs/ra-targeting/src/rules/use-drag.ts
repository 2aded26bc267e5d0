import { type DragEvent, useState } from 'react';
import { useActions } from './BuilderContext.js';
import { type Path, startsWith } from './tree/path.js';

/** What is dragged now; there is one pointer, and so one drag. */
let dragged: Path | undefined;

export const beginDrag = (path: Path) => (dragged = path);
export const endDrag = () => (dragged = undefined);

/** Properties of an event can be asked only within its `where`, so a rule stays where its fields are. */
const scopeOf = (path: Path): string => path.slice(0, path.lastIndexOf('where') + 1).join('.');

/** A place among the rules of a group where a dragged rule can be dropped. */
export function useDropZone(group: Path, index: number) {
  const { edit } = useActions();
  const [isOver, setOver] = useState(false);
  const accepts = () =>
    dragged !== undefined && !startsWith(group, dragged) && scopeOf([...group, 'rules']) === scopeOf(dragged);
  const handlers = {
    onDragOver: (event: DragEvent) => {
      if (!accepts()) return;
      event.preventDefault();
      event.stopPropagation();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false);
      if (!accepts() || !dragged) return;
      event.preventDefault();
      event.stopPropagation();
      edit({ type: 'move', path: dragged, group, index });
      endDrag();
    },
  };
  return { isOver, handlers };
}
