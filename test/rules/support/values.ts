import fc from 'fast-check';
import type { Moment } from 'nest-targeting/rules';
import { localDay } from '../../../libs/targeting/src/rules/time.js';
import { edgesOf, instantNear, isoInstant } from './moments.js';
import { misfits, noDates, numberTexts, oddDates } from './pools.js';

/** Values of one moment, as JSON text: some absent (undefined), some of another type than their field. */
export class JsonValues {
  private readonly edges: number[];

  constructor(
    private readonly moment: Moment,
    private readonly texts: readonly string[],
  ) {
    this.edges = edgesOf(moment);
  }

  get text() {
    return this.orMisfit(fc.constantFrom(...this.texts, '').map((text) => JSON.stringify(text)));
  }

  get number() {
    return this.orMisfit(fc.constantFrom(...numberTexts));
  }

  get boolean() {
    return this.orMisfit(fc.constantFrom('true', 'false'));
  }

  get array() {
    const texts = this.texts.map((text) => JSON.stringify(text));
    const items = fc.array(fc.constantFrom(...texts, ...numberTexts, ...misfits), { maxLength: 4 });
    return this.orMisfit(items.map((some) => `[${some.join(',')}]`));
  }

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
