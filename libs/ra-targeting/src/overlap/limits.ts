/** Fewer than two have nothing to overlap with; the regions of more than eight nobody can read. */
export const FEWEST = 2;
export const MOST = 8;

/** Where several segments are compared. */
export const overlapPath = (ids: readonly (number | string)[]): string =>
  `/segments/overlap?ids=${ids.join(',')}`;
