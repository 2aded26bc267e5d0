import fc from 'fast-check';
import type { Contact, Moment } from 'nest-targeting/rules';
import { hostileEvent, hostileKey } from './host.js';
import { anyMoment, isoInstant, type MicroInstant } from './moments.js';
import { jsonTextOnly, numberTexts, oddTexts } from './pools.js';
import { JsonValues, jsonObject } from './values.js';

/** A row to insert: each column as text, null when absent. */
export type Row = Readonly<Record<string, string | null | undefined>>;

export interface SomePerson {
  readonly row: Row;
  readonly activities: readonly Row[];
  readonly orders: readonly Row[];
  /** How the person came to be on each list: `list` → `way`. */
  readonly lists: Readonly<Record<string, ListedBy>>;
  readonly contacts: readonly { readonly campaignId: string; readonly at: MicroInstant }[];
}

export const waysOntoLists = [
  'member',
  'email',
  'external_id',
  'id',
  'replaced member',
  'replaced email',
  'not',
] as const;
export type ListedBy = (typeof waysOntoLists)[number];

/** Some people at some moment. */
export interface World {
  readonly moment: Moment;
  /** Whose own contacts do not count. */
  readonly campaignId: string | undefined;
  /** The session's time zone, on which nothing may depend. */
  readonly sessionZone: string;
  readonly people: readonly SomePerson[];
}

export const listIds = ['1', '2'] as const;
export const campaignIds = ['4', '7', 'été "x"'] as const;

const nullable = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 6, nil: null });

/** A world in which a few odd texts are everywhere, so that rules about them find someone. */
export interface RandomWorld extends World {
  readonly texts: readonly string[];
}

export const anyWorld = (people: number): fc.Arbitrary<RandomWorld> =>
  fc
    .tuple(anyMoment, fc.shuffledSubarray([...oddTexts], { minLength: 12, maxLength: 12 }))
    .chain(([moment, texts]) =>
      fc.record({
        moment: fc.constant(moment),
        texts: fc.constant(texts),
        campaignId: fc.constantFrom(undefined, '4'),
        sessionZone: fc.constantFrom('UTC', 'Pacific/Kiritimati', 'Australia/Lord_Howe', 'America/St_Johns'),
        people: fc.array(anyPerson(moment, texts), { minLength: people, maxLength: people }),
      }),
    );

function anyPerson(moment: Moment, texts: readonly string[]): fc.Arbitrary<SomePerson> {
  const values = new JsonValues(moment, texts);
  const text = fc.constantFrom(...texts, '');
  const instant = values.microInstant.map((at) => isoInstant(at));
  return fc.record({
    row: anyRow(values, text),
    activities: fc.array(anyActivity(values, instant), { maxLength: 9 }),
    orders: fc.array(anyOrder(values, instant, text), { maxLength: 4 }),
    lists: fc.record(
      Object.fromEntries(listIds.map((id) => [id, fc.constantFrom(...waysOntoLists, 'not', 'not')])),
    ),
    contacts: fc.uniqueArray(
      fc.record({ campaignId: fc.constantFrom(...campaignIds), at: values.microInstant }),
      {
        selector: ({ campaignId }) => campaignId,
      },
    ),
  });
}

const beyondAllNumbers = ['NaN', 'Infinity', '-Infinity'];
const floats = ['0', '0.1', '80', '80.5', '0.3', '1e300', '5e-324', '-1', ...beyondAllNumbers];
const beyondAllDays = ['infinity', '-infinity', '0044-03-15 BC', '10000-01-01', '9999-12-31', '0001-01-01'];

const unreadable = fc.constantFrom(...jsonTextOnly);

function anyRow(values: JsonValues, text: fc.Arbitrary<string>): fc.Arbitrary<Row> {
  const column = <T extends string>(arbitrary: fc.Arbitrary<T>) => nullable(arbitrary);
  const instant = fc.oneof(
    { weight: 8, arbitrary: values.microInstant.map((at) => isoInstant(at)) },
    { weight: 1, arbitrary: fc.constantFrom(...beyondAllDays) },
  );
  const items = fc.array(fc.option(text), { maxLength: 4 });
  return fc.record({
    mail: column(text),
    code: column(text),
    c_text: column(text),
    c_char: column(text.map((value) => [...value].slice(0, 6).join(''))),
    c_enum: column(fc.constantFrom('calm', 'Wild', 'ÉTÉ')),
    c_uuid: column(
      fc.constantFrom('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '00000000-0000-0000-0000-000000000000'),
    ),
    c_int: column(fc.constantFrom('0', '1', '2', '3', '80', '-1', '2147483647')),
    c_numeric: column(fc.constantFrom(...numberTexts, ...beyondAllNumbers)),
    c_float: column(fc.constantFrom(...floats)),
    c_real: column(fc.constantFrom('0', '0.1', '80', '0.3', '-1', '3e38', 'NaN')),
    c_bool: column(fc.constantFrom('true', 'false')),
    c_day: column(
      fc.oneof(
        { weight: 8, arbitrary: values.day },
        { weight: 1, arbitrary: fc.constantFrom(...beyondAllDays) },
      ),
    ),
    c_instant: column(instant),
    c_timestamp: column(instant),
    c_texts: column(items.map((list) => JSON.stringify(list))),
    c_numbers: column(
      fc
        .array(fc.constantFrom('0', '1', '80.50', '0.1'), { maxLength: 3 })
        .map((list) => `[${list.join(',')}]`),
    ),
    c_doc: column(
      fc
        .oneof(values.text, values.number, values.boolean, values.date, values.array, unreadable)
        .map((json) => json ?? '{}'),
    ),
    attributes: column(anyAttributes(values)),
    c_extra: column(
      fc
        .record({
          word: values.text,
          level: values.number,
          since: values.date,
          more: fc.option(unreadable, { freq: 9, nil: undefined }),
        })
        .map(jsonObject),
    ),
  });
}

const anyAttributes = (values: JsonValues) =>
  fc
    .record({
      motto: values.text,
      [hostileKey]: values.text,
      points: values.number,
      goal: values.number,
      flag: values.boolean,
      joined: values.date,
      born: values.date,
      tags: values.array,
    })
    .map(jsonObject);

const anyActivity = (values: JsonValues, at: fc.Arbitrary<string>): fc.Arbitrary<Row> =>
  fc.record({
    kind: fc.constantFrom('purchase', 'purchase', 'visit', hostileEvent, 'unknown'),
    at,
    price: nullable(fc.constantFrom('1', '2.5', '80', '0.1', '0.2', ...beyondAllNumbers)),
    due: nullable(at),
    data: nullable(
      fc
        .record({
          amount: values.number,
          item: values.text,
          gift: values.boolean,
          day: values.date,
          tags: values.array,
        })
        .map(jsonObject),
    ),
  });

const anyOrder = (
  values: JsonValues,
  placed: fc.Arbitrary<string>,
  text: fc.Arbitrary<string>,
): fc.Arbitrary<Row> =>
  fc.record({
    placed,
    total: nullable(fc.constantFrom(...floats)),
    note: nullable(text),
    paid: nullable(fc.constantFrom('true', 'false')),
    ship: nullable(values.day),
  });

export const contactOf = ({ campaignId, at }: SomePerson['contacts'][number]): Contact => ({
  campaignId,
  at: at.milliseconds,
});
