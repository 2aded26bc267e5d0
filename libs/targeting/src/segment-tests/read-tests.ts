import type { View } from '../host/consistent-read.js';
import { type Fault, unprocessable } from '../http/problem.js';
import type { Key } from '../rules/index.js';
import { unknownCustomers } from '../targets/check-references.js';
import { writtenKey } from '../targets/customer-sql.js';
import type { SegmentTestsRequest } from './segment-tests.dto.js';
import type { SegmentTests } from './segment-tests.js';

/**
 * The tests of a request as they are stored; null when nothing is tested.
 * @param before tests whose customers may have been deleted since
 * @throws ProblemException 422 with the path of every customer that is unknown or in both, and of limits that no size can keep
 */
export async function readTests(
  request: SegmentTestsRequest | null | undefined,
  view: View,
  before: readonly (SegmentTests | null | undefined)[] = [],
): Promise<SegmentTests | null> {
  const { include, exclude, size } = request ?? {};
  const accepted = before.flatMap((tests) => [...(tests?.include ?? []), ...(tests?.exclude ?? [])]);
  const faults = [
    ...(await unknownCustomers(include ?? [], 'tests.include', view, accepted)),
    ...(await unknownCustomers(exclude ?? [], 'tests.exclude', view, accepted)),
  ];
  if (faults.length > 0) throw unprocessable(faults);
  const { customer } = view.catalogue;
  const written = (keys: readonly Key[] | null | undefined) => [
    ...new Set((keys ?? []).map((key) => writtenKey(customer, key))),
  ];
  const tests = {
    include: written(include),
    exclude: written(exclude),
    size: { min: size?.min ?? null, max: size?.max ?? null },
  };
  const impossible = [...inBoth(tests), ...noSize(tests)];
  if (impossible.length > 0) throw unprocessable(impossible);
  const { min, max } = tests.size;
  return tests.include.length + tests.exclude.length > 0 || min !== null || max !== null ? tests : null;
}

const inBoth = ({ include, exclude }: SegmentTests): Fault[] =>
  exclude.flatMap((key, index) =>
    include.map(String).includes(String(key))
      ? [
          {
            path: `tests.exclude[${index}]`,
            code: 'invalid',
            message: `Customer ${key} cannot be both in and not in. Take them out of one of the two.`,
          },
        ]
      : [],
  );

const noSize = ({ size: { min, max } }: SegmentTests): Fault[] =>
  min === null || max === null || min <= max
    ? []
    : [
        {
          path: 'tests.size.max',
          code: 'invalid',
          message: `No size is at least ${min} and at most ${max}.`,
        },
      ];
