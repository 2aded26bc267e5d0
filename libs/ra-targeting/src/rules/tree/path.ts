/** The way to a part of a tree: `['rules', 1, 'where', 'rules', 0]`. */
export type Path = readonly (string | number)[];

/** As the engine and the API write it: `conditions.rules[1].where.rules[0]`. */
export const pathText = (path: Path, root = 'conditions'): string =>
  path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : `${text}.${step}`),
    root,
  );

export function getIn(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) => (value as Record<string | number, unknown> | undefined)?.[step],
    root,
  );
}

/** A copy of the tree with another value at the place; undefined takes a property away. */
export function setIn<T>(root: T, path: Path, value: unknown): T {
  const [step, ...rest] = path;
  if (step === undefined) return value as T;
  const after = setIn((root as Record<string | number, unknown>)[step], rest, value);
  if (Array.isArray(root)) return root.map((item: unknown, index) => (index === step ? after : item)) as T;
  const copy: Record<string | number, unknown> = { ...(root as object) };
  if (after === undefined) delete copy[step];
  else copy[step] = after;
  return copy as T;
}

export const startsWith = (path: Path, start: Path): boolean =>
  start.length <= path.length && start.every((step, index) => path[index] === step);
