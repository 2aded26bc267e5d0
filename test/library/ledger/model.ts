import type { Id } from '../../hosts/host.js';

/*
 * What an audience means, computed over plain sets. It shares nothing with the library: it is what the library is measured by.
 */

const day = 86_400_000;

export interface Contact {
  campaign: string;
  at: number;
}

export interface Person {
  id: Id;
  score: number | null;
  city: string | null;
  consent: boolean | null;
  active: boolean;
  purchases: number[];
  lists: Set<number>;
  /** Fixed segments that hold the person. */
  fixed: Set<number>;
  contacts: Contact[];
}

/** A segment, in the words of the wire and as a plain function. */
export interface Segment {
  id: number;
  name: string;
  holds: (person: Person, now: number, own?: string) => boolean;
}

export interface List {
  id: number;
  name: string;
}

export interface Audience {
  includeSegments: Segment[];
  includeLogic: 'AND' | 'OR';
  includeLists: List[];
  includeCustomers: Id[];
  excludeSegments: Segment[];
  excludeCustomers: Id[];
  excludeLists: List[];
  excludeUnsubscribed: boolean;
  withinDays: number | null;
  inCampaigns: Id[];
}

type Set_ = ReadonlySet<Person>;

export const contacted = (
  person: Person,
  now: number,
  own: string | undefined,
  { days, campaigns }: { days?: number; campaigns?: string[] },
) =>
  person.contacts.some(
    ({ campaign, at }) =>
      campaign !== own &&
      at <= now &&
      (days === undefined || at >= now - days * day) &&
      (campaigns?.includes(campaign) ?? true),
  );

/** Everything the library says about an audience. */
export interface Expected {
  ledger: object;
  /** Sources by member. */
  members: Map<Id, string[]>;
  /** Reasons by who is kept out. */
  excluded: Map<Id, object>;
}

/** @param own the campaign whose contacts do not count */
export function expectedOf(
  audience: Audience,
  people: readonly Person[],
  now: number,
  own?: string,
): Expected {
  const where = (holds: (person: Person) => boolean): Set_ => new Set(people.filter(holds));
  const sources = sourcesOf(audience, where, now, own);
  const exclusions = exclusionsOf(audience, where, now, own);
  const segments = sources.filter(({ line }) => line.kind === 'segment');
  const others = sources.filter(({ line }) => line.kind !== 'segment');
  const joins = audience.includeLogic === 'AND' && segments.length > 0;
  const brings = ({ line, set }: Source, person: Person) =>
    joins && line.kind === 'segment' ? segments.every((each) => each.set.has(person)) : set.has(person);

  const anywhere = where((person) => sources.some(({ set }) => set.has(person)));
  const included = where((person) => sources.some((source) => brings(source, person)));
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  const firstThatHits = (person: Person) => exclusions.find(({ set }) => set.has(person));
  const kept = [...included].filter((person) => !firstThatHits(person));
  const some = where((person) => segments.some(({ set }) => set.has(person)));
  const notInAll = joins
    ? [...some].filter(
        (person) =>
          !segments.every(({ set }) => set.has(person)) && !others.some(({ set }) => set.has(person)),
      )
    : [];

  return {
    ledger: {
      sources: sources.map((source) => ({
        ...source.line,
        count: source.set.size,
        only_here: [...source.set].filter((person) =>
          sources.every((other) => other === source || !other.set.has(person)),
        ).length,
      })),
      overlap: sum(sources.map(({ set }) => set.size)) - anywhere.size,
      not_in_all: notInAll.length,
      included: included.size,
      exclusions: exclusions.map((exclusion) => ({
        ...exclusion.line,
        alone: [...exclusion.set].filter((person) => included.has(person)).length,
        removed: [...included].filter((person) => firstThatHits(person) === exclusion).length,
      })),
      excluded: included.size - kept.length,
      final: kept.length,
    },
    members: new Map(
      kept.map((person) => [
        person.id,
        sources.filter((source) => brings(source, person)).map(({ name }) => name),
      ]),
    ),
    excluded: new Map(
      [...included].flatMap((person) => {
        const reason = firstThatHits(person);
        return reason ? [[person.id, reason.line] as const] : [];
      }),
    ),
  };
}

interface Source {
  line: { kind: string; id?: number; name?: string };
  /** As a member names it. */
  name: string;
  set: Set_;
}

type Where = (holds: (person: Person) => boolean) => Set_;

function sourcesOf(audience: Audience, where: Where, now: number, own?: string): Source[] {
  const { includeSegments, includeLists, includeCustomers } = audience;
  if (includeSegments.length + includeLists.length + includeCustomers.length === 0)
    return [{ line: { kind: 'all' }, name: 'all', set: where(({ active }) => active) }];
  return [
    ...includeSegments.map(({ id, name, holds }) => ({
      line: { kind: 'segment', id, name },
      name: `segment:${id}`,
      set: where((person) => holds(person, now, own)),
    })),
    ...includeLists.map(({ id, name }) => ({
      line: { kind: 'list', id, name },
      name: `list:${id}`,
      set: where(({ lists }) => lists.has(id)),
    })),
    ...(includeCustomers.length === 0
      ? []
      : [
          {
            line: { kind: 'customers' },
            name: 'customers',
            set: where(({ id }) => includeCustomers.includes(id)),
          },
        ]),
  ];
}

function exclusionsOf(
  audience: Audience,
  where: Where,
  now: number,
  own?: string,
): { line: object; set: Set_ }[] {
  const {
    excludeSegments,
    excludeCustomers,
    excludeLists,
    excludeUnsubscribed,
    withinDays: days,
    inCampaigns,
  } = audience;
  const campaigns = inCampaigns.map(String);
  return [
    ...excludeSegments.map(({ id, name, holds }) => ({
      line: { kind: 'segment', id, name },
      set: where((person) => holds(person, now, own)),
    })),
    ...(excludeCustomers.length === 0
      ? []
      : [{ line: { kind: 'customers' }, set: where(({ id }) => excludeCustomers.includes(id)) }]),
    ...excludeLists.map(({ id, name }) => ({
      line: { kind: 'list', id, name },
      set: where(({ lists }) => lists.has(id)),
    })),
    ...(excludeUnsubscribed
      ? [{ line: { kind: 'unsubscribed' }, set: where(({ consent }) => consent !== true) }]
      : []),
    ...(days === null
      ? []
      : [
          {
            line: { kind: 'contacted', within_days: days },
            set: where((person) => contacted(person, now, own, { days })),
          },
        ]),
    ...(campaigns.length === 0
      ? []
      : [
          {
            line: { kind: 'contacted', campaigns: inCampaigns },
            set: where((person) => contacted(person, now, own, { campaigns })),
          },
        ]),
  ];
}
