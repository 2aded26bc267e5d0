import { Injectable } from '@nestjs/common';
import { ConsistentRead, type View } from '../host/consistent-read.js';
import { patiently, TooSlow } from '../host/patience.js';
import { Turns } from '../host/turns.js';
import {
  compileFilter,
  describeRule,
  type Moment,
  quoteTable,
  type Rule,
  SqlWriter,
} from '../rules/index.js';
import { costOf } from './cheapest.js';

/** A rule by itself, and where it stands in the request. */
interface Place {
  readonly path: string;
  /** The segments that it is reached by, outermost first. */
  readonly within: readonly string[];
  readonly rule: Rule;
}

/** So long it is looked for what has been slow. */
const milliseconds = 500;

/** Finds out which rule makes an answer slow, by what PostgreSQL expects each of them to cost. */
@Injectable()
export class SlowRules {
  private readonly turn = new Turns(1);

  constructor(private readonly read: ConsistentRead) {}

  /** @returns the error with the rule in it, if that is known soon */
  async blame(error: TooSlow, rules: readonly Rule[], asOf?: string | null): Promise<TooSlow> {
    const places = rules.flatMap((rule) => [...placesIn(rule)]);
    const found = places.length > 0 && (await this.slowest(places, asOf));
    return found ? new TooSlow(error.milliseconds, found) : error;
  }

  private async slowest(places: readonly Place[], asOf?: string | null) {
    let slowest: { place: Place; cost: number } | undefined;
    let moment: Moment | undefined;
    try {
      await patiently({ milliseconds }, (until) =>
        this.turn.take(
          () =>
            this.read.within(
              { milliseconds },
              async (view) => {
                moment = view.moment;
                for (const place of places) {
                  const before = slowest;
                  // What cannot even be planned waits for a lock, and has waited for it before.
                  slowest = { place, cost: Infinity };
                  const cost = await costOfRule(place.rule, view);
                  slowest = before && before.cost >= cost ? before : { place, cost };
                }
              },
              asOf,
            ),
          until,
        ),
      );
    } catch (error) {
      if (!(error instanceof TooSlow)) throw error;
    }
    return slowest && moment && faultOf(slowest.place, moment);
  }
}

function faultOf({ path, within, rule }: Place, moment: Moment): { path: string; message: string } {
  const words = [...within.map((name) => `in the segment “${name}”`), describeRule(rule, moment)].join(': ');
  return { path, message: `What takes longest is the rule ${path} (${words}), which reads ${readBy(rule)}.` };
}

function readBy(rule: Rule): string {
  switch (rule.kind) {
    case 'event':
      return `the events “${rule.event.label}”`;
    case 'list':
      return 'a list';
    case 'contacted':
      return 'the contact log';
    default:
      return 'all customers';
  }
}

function* placesIn(rule: Rule, path?: string, within: readonly string[] = []): Generator<Place> {
  if (rule.kind === 'group') for (const child of rule.rules) yield* placesIn(child, path, within);
  else if (rule.kind === 'segment' && rule.target)
    yield* placesIn(rule.target.rule, path ?? rule.path, [...within, rule.target.name]);
  else yield { path: path ?? rule.path, within, rule };
}

function costOfRule(rule: Rule, { manager, catalogue: { customer }, moment }: View): Promise<number> {
  const writer = new SqlWriter();
  const filter = compileFilter(rule, { customer, writer, moment, alias: 'c' });
  const text = `SELECT count(*) FROM ${quoteTable(customer.table)} c WHERE ${filter}`;
  return costOf({ text, values: writer.params }, manager);
}
