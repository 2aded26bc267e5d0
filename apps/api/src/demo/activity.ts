import type { CopyValue } from '../database/copy.js';
import type { DemoPerson } from './people.js';
import type { Random } from './random.js';
import { categories, devices, pages } from './vocabulary.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

type Properties = Record<string, string | number | boolean>;

export const eventColumns = 'customer_id, type, occurred_at, properties, key';

/** A year of what people did in the demo shop. */
export function* demoEvents(people: DemoPerson[], random: Random, now: Date): Generator<CopyValue[]> {
  for (const person of people) yield* new Story(person, random, now).events();
}

/** What one customer did while they were there. */
class Story {
  private readonly from: number;
  private readonly to: number;
  private orders = 0;

  constructor(
    private readonly person: DemoPerson,
    private readonly random: Random,
    now: Date,
  ) {
    this.from = Math.max(person.joined.getTime(), now.getTime() - 365 * DAY);
    this.to = Math.min(person.left?.getTime() ?? Infinity, now.getTime());
  }

  *events(): Generator<CopyValue[]> {
    const years = (this.to - this.from) / (365 * DAY);
    if (years <= 0) return;
    for (let visits = this.random.times(years * (2 + 1.3 * this.person.purchases)); visits > 0; visits--)
      yield* this.visit();
    for (let mails = this.random.times(years * 40 * this.person.attention); mails > 0; mails--)
      yield* this.mail();
    if (this.random.chance(0.08 * years))
      yield this.event('support_ticket', this.instant(), {
        topic: this.random.pick(['delivery', 'returns', 'payment']),
      });
  }

  /** A visit of the shop may fill a cart, and a full cart may be bought. */
  private *visit(): Generator<CopyValue[]> {
    const at = this.instant();
    const device = this.random.pick(devices);
    const [category, price] = this.random.pickEarly(categories);
    yield this.event('page_viewed', at, {
      path: this.random.chance(0.5) ? `/${category}` : this.random.pick(pages),
      device,
      seconds: this.random.whole(3, 400),
    });
    if (!this.random.chance(0.62)) return;
    const amount = Math.round(price * Math.exp(0.55 * this.random.normal()) * 100) / 100;
    const items = 1 + this.random.times(0.8);
    yield this.event('cart_filled', at + 3 * 60_000, { amount, items, category });
    if (!this.random.chance(0.58)) return;
    this.orders += 1;
    const order = `${this.person.id}-${this.orders}`;
    const coupon = this.random.chance(0.2);
    yield this.event(
      'purchase',
      at + this.random.between(4, 90) * 60_000,
      { amount, items, category, order_id: order, coupon, device },
      `order-${order}`,
    );
  }

  private *mail(): Generator<CopyValue[]> {
    const at = this.instant();
    const newsletter = `newsletter-${new Date(at).toISOString().slice(0, 7)}`;
    yield this.event('email_opened', at, { newsletter, device: this.random.pick(devices) });
    if (this.random.chance(0.24))
      yield this.event('email_clicked', at + this.random.between(5, 300) * 1000, {
        newsletter,
        link: this.random.pick(pages),
      });
  }

  /** Within the customer's time; in the evening rather than at night. */
  private instant(): number {
    const at = this.random.between(this.from, this.to);
    const earlier = this.random.between(6, 11) * HOUR;
    // Drawn in any case: the numbers that follow must not depend on the time of the day.
    const awake = this.random.chance(0.85);
    return awake && new Date(at).getUTCHours() < 6 ? Math.max(this.from, at - earlier) : at;
  }

  private event(type: string, at: number, properties: Properties, key: string | null = null): CopyValue[] {
    return [
      this.person.id,
      type,
      new Date(Math.min(at, this.to)).toISOString(),
      JSON.stringify(properties),
      key,
    ];
  }
}
