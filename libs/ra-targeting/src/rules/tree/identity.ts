/** Every node keeps one key through all edits, so that React keeps its inputs, with focus and all. */
const keys = new WeakMap<object, number>();
let last = 0;

export function keyOf(node: object): number {
  const known = keys.get(node);
  if (known !== undefined) return known;
  keys.set(node, ++last);
  return last;
}

/** The new object stands for the one before. */
export function inherit<T extends object>(node: T, before: object): T {
  if (!keys.has(node)) keys.set(node, keyOf(before));
  return node;
}
