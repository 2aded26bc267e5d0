import type { CopyValue } from '../database/copy.js';
import type { Random } from './random.js';
import { cities, firstNames, lastNames, plans, tags } from './vocabulary.js';

const DAY = 86_400_000;
export const PEOPLE = 5000;

/** A customer of the demo shop, and how they live with it. */
export interface DemoPerson {
  id: number;
  name: string;
  email: string | null;
  status: string;
  subscribed: boolean | null;
  joined: Date;
  /** When the customer stopped coming; null for those who still do. */
  left: Date | null;
  /** Purchases a year, on average: most people buy little, a few a lot. */
  purchases: number;
  /** How likely the customer opens a mail. */
  attention: number;
  score: number | null;
  attributes: Record<string, string | number | boolean | string[]>;
}

/** The customers of the demo shop, the same in every run but for the dates, which follow `today`. */
export function demoPeople(random: Random, today: Date): DemoPerson[] {
  const addresses = new Set<string>();
  return Array.from({ length: PEOPLE }, (_, index) => person(index + 1, random, today, addresses));
}

export const customerColumns =
  'external_id, email, name, status, subscribed, score, attributes, created_at, updated_at';

export const customerRow = (person: DemoPerson): CopyValue[] => [
  `crm-${10_000 + person.id}`,
  person.email,
  person.name,
  person.status,
  person.subscribed,
  person.score,
  JSON.stringify(person.attributes),
  person.joined.toISOString(),
  person.joined.toISOString(),
];

function person(id: number, random: Random, today: Date, addresses: Set<string>): DemoPerson {
  const age = Math.min(88, Math.max(18, Math.round(41 + 15 * random.normal())));
  const name = `${random.pick(age > 45 ? firstNames.older : firstNames.younger)} ${random.pickEarly(lastNames)}`;
  // More people have come lately than long ago.
  const joined = new Date(today.getTime() - (2 + 1200 * random.next() ** 1.4) * DAY);
  const purchases = Math.min(60, 0.5 * Math.exp(1.2 * random.normal() + 1));
  const gone = random.chance(purchases > 6 ? 0.12 : 0.3);
  const left = gone ? new Date(random.between(joined.getTime(), today.getTime())) : null;
  const attention = Math.min(0.9, Math.max(0.01, 0.22 + 0.16 * random.normal() + (purchases > 4 ? 0.12 : 0)));
  return {
    id,
    name,
    email: random.chance(0.97) ? address(name, random, addresses) : null,
    status: left && random.chance(0.35) ? 'inactive' : random.chance(0.02) ? 'blocked' : 'active',
    subscribed: random.chance(0.17) ? null : random.chance(left ? 0.7 : 0.88),
    joined,
    left,
    purchases,
    attention,
    score: random.chance(0.06) ? null : scoreOf(purchases, attention, left, random),
    attributes: attributesOf(age, joined, purchases, random, today),
  };
}

/** Names in Latin letters without marks; who has a common name gets a number. */
function address(name: string, random: Random, taken: Set<string>): string {
  const plain = name
    .replaceAll('ł', 'l')
    .replaceAll('Ł', 'L')
    .replaceAll('ı', 'i')
    .replaceAll('ü', 'ue')
    .replaceAll('ö', 'oe');
  const local = plain
    .normalize('NFD')
    .toLowerCase()
    .replace(/ /g, '.')
    .replace(/[^a-z.]/g, '');
  const domain = random.pickEarly(['example.com', 'example.org', 'example.net']);
  let candidate = `${local}@${domain}`;
  for (let number = 2; taken.has(candidate); number++) candidate = `${local}${number}@${domain}`;
  taken.add(candidate);
  return candidate;
}

function scoreOf(purchases: number, attention: number, left: Date | null, random: Random): number {
  const score = 23 + 17 * Math.log1p(purchases) + 40 * attention + 9 * random.normal() - (left ? 7 : 0);
  return Math.round(Math.min(100, Math.max(0, score)) * 10) / 10;
}

function attributesOf(
  age: number,
  joined: Date,
  purchases: number,
  random: Random,
  today: Date,
): DemoPerson['attributes'] {
  const [city, country] = random.pickEarly(cities);
  const born = new Date(today.getTime() - (age * 365.25 + random.between(0, 365)) * DAY);
  const owned = tags.filter((_, index) => random.chance(0.26 / (1 + index / 3)));
  return {
    ...(random.chance(0.93) && { city, country }),
    plan: purchases > 5 && random.chance(0.5) ? 'pro' : random.pick(plans),
    joined: isoDay(joined),
    ...(random.chance(0.78) && { born: isoDay(born) }),
    ...(owned.length > 0 && { tags: owned }),
    ...(random.chance(0.4) && { goal: random.whole(4, 19) * 5 }),
    ...(random.chance(0.5) && { app_installed: random.chance(0.55) }),
  };
}

const isoDay = (date: Date) => date.toISOString().slice(0, 10);
