/** Pixels of the UpSet plot; names beside it stand in the same rows. */
export const BAR_HEIGHT = 150;
export const ROW = 38;
/** Above the highest bar, for its number. */
export const HEAD = 22;

/** A few columns have room for their numbers in full; on a phone as many as can be are in sight. */
export const columnWidth = (columns: number, isPhone: boolean): number =>
  columns <= 16 && !isPhone ? 46 : 32;

export const rowCentre = (row: number): number => HEAD + BAR_HEIGHT + 8 + ROW * (row + 0.5);
export const plotHeight = (rows: number): number => rowCentre(rows - 0.5);

/** A number as long as there is room for above a bar. */
export const numberAbove = (value: number, column: number, locale?: string): string =>
  value.toLocaleString(
    locale,
    value < (column > 40 ? 100_000 : 1000) ? {} : { notation: 'compact', maximumFractionDigits: 1 },
  );
