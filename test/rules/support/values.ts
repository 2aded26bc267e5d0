import fc from 'fast-check';
import type { Moment } from 'nest-targeting/rules';
import { localDay } from '../../../libs/targeting/src/rules/time.js';
import { edgesOf, instantNear, isoInstant } from './moments.js';

/** Texts that software stumbles over; rules ask for the same ones, so that they meet. */
export const oddTexts: readonly string[] = [
  ...[
    'a',
    'Paris',
    'PARIS',
    'paris ',
    ' ',
    'x%',
    '100%',
    '100_',
    'b\\',
    '\\',
    "O'Brien",
    '"x"',
    '$1',
    '--',
    "'; DROP",
  ],
  ...['😀', 'a😀B', '👩‍👩‍👧', '𐐀', '𐐨', 'ß', 'ẞ', 'SS', 'Straße', 'STRASSE'],
  ...['İ', 'i', 'I', 'ı', 'i̇', 'Iıİi', 'ς', 'σ', 'Σ', 'ΟΔΟΣ', 'οδος', 'οδοσ', 'Σ.Σ'],
  ...[
    'é',
    'e\u0301',
    'É',
    'E\u0301',
    '\u0301',
    '\u212b',
    'å',
    '\u212a',
    'k',
    '\u2126',
    'ω',
    'ǅ',
    'ǆ',
    'J\u030c',
    'ǰ',
    'ﬁ',
    'ᾈ',
    'Ꭰ',
    'ꭰ',
  ],
  ...[
    '\n',
    'a\nb',
    'a\tb',
    '{',
    '}',
    '.*',
    '^a$',
    '[a-z]',
    '(',
    ')',
    'null',
    'NaN',
    'true',
    '80',
    '2024-02-29',
    'añb',
    'ab',
    'aab',
    'abab',
  ],
];

export const numberTexts: readonly string[] = [
  ...[
    '0',
    '1',
    '2',
    '3',
    '-1',
    '80',
    '80.0',
    '80.5',
    '0.1',
    '0.3',
    '0.30000000000000004',
    '1e-7',
    '5e-324',
    '1e300',
    '-0',
  ],
  ...[
    '9007199254740991',
    '9007199254740993',
    '-9007199254740991',
    '123456789012345678901234567890.12345678901234567890',
    '1e-400',
  ],
];

const misfits = [
  'null',
  'true',
  'false',
  '42',
  '"x"',
  '""',
  '{}',
  '{"a":1}',
  '[]',
  '["a"]',
  '"2024-01-01"',
  '"80"',
];

const oddDates = [
  ...['2024-02-29', '2023-02-28', '2000-02-29', '0001-01-01', '9999-12-31', '1900-03-01', '1999-12-31'],
  ...[
    '9999-12-31T23:59:59.999999Z',
    '0001-01-01T00:00:00Z',
    '2024-06-01T12:00Z',
    '1969-12-31T23:59:59.9999Z',
    '2024-06-01T12:00:00.5+14:00',
  ],
];
const noDates = [
  ...[
    '2023-02-29',
    '1900-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-04-31',
    '10000-01-01',
    '0000-01-01',
    '2024-1-1',
    '20240101',
    '',
  ],
  ...[
    '2024-01-01T00:00:00',
    '2024-01-01 00:00:00Z',
    '2024-01-01t00:00:00z',
    '2024-01-01T24:00:00Z',
    '2024-01-01T23:59:60Z',
  ],
  ...[
    '2024-01-01T00:00:00+25:00',
    '2024-01-01T00:00:00.1234567Z',
    ' 2024-01-01',
    '2024-01-01\n',
    'infinity',
    'now',
    'tomorrow',
  ],
];

/** Values of one moment, as JSON text: some absent (undefined), some of another type than their field. */
export class JsonValues {
  private readonly edges: number[];

  constructor(private readonly moment: Moment) {
    this.edges = edgesOf(moment);
  }

  readonly text = this.orMisfit(fc.constantFrom(...oddTexts, '').map((text) => JSON.stringify(text)));
  readonly number = this.orMisfit(fc.constantFrom(...numberTexts));
  readonly boolean = this.orMisfit(fc.constantFrom('true', 'false'));
  readonly array = this.orMisfit(
    fc
      .array(
        fc.constantFrom(
          ...oddTexts.slice(0, 24).map((text) => JSON.stringify(text)),
          ...numberTexts,
          ...misfits,
        ),
        {
          maxLength: 4,
        },
      )
      .map((items) => `[${items.join(',')}]`),
  );

  get date() {
    return this.orMisfit(
      fc
        .oneof(this.day, this.instant, fc.constantFrom(...oddDates, ...noDates))
        .map((text) => JSON.stringify(text)),
    );
  }

  get instant() {
    const offsets = fc.constantFrom(0, 0, 60, -210, 825, -720, 840);
    return fc.tuple(this.microInstant, offsets).map(([instant, offset]) => isoInstant(instant, offset));
  }

  get microInstant() {
    return instantNear(this.edges);
  }

  get day() {
    return fc.constantFrom(...this.edges).map((edge) => localDay(edge, this.moment.timeZone));
  }

  private orMisfit(fitting: fc.Arbitrary<string>): fc.Arbitrary<string | undefined> {
    return fc.oneof(
      { weight: 8, arbitrary: fitting },
      { weight: 1, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constantFrom(...misfits) },
    );
  }
}

/** A JSON object, without the absent. */
export const jsonObject = (members: Record<string, string | undefined>): string =>
  `{${Object.entries(members)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${JSON.stringify(name)}:${value}`)
    .join(',')}}`;
