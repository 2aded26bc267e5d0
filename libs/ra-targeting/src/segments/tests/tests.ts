import type { SegmentTests } from '../../data-provider/history-types.js';

type Written = Required<SegmentTests> & { size: { min: number | null; max: number | null } };

/** The tests as the API tells them; null when nothing has to hold. Forms hold an empty text for null. */
export function testsOf(tests: SegmentTests | null | undefined): Written | null {
  const written = {
    include: tests?.include ?? [],
    exclude: tests?.exclude ?? [],
    size: { min: numberOf(tests?.size?.min), max: numberOf(tests?.size?.max) },
  };
  return countOf(written) > 0 ? written : null;
}

/** How many things have to hold. */
export const countOf = ({ include = [], exclude = [], size }: SegmentTests): number =>
  include.length + exclude.length + [size?.min, size?.max].filter((end) => numberOf(end) !== null).length;

/** What is sent of a form of a segment: its tests as they are written, or none. */
export const withTests = <T extends { tests?: SegmentTests | null }>(values: T): T =>
  'tests' in values ? { ...values, tests: testsOf(values.tests) } : values;

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);
