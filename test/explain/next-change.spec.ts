import { link, parseRule } from 'nest-targeting/rules';
import { nextChange } from '../../libs/targeting/src/explain/next-change.js';
import { planOf } from '../../libs/targeting/src/targets/plan.js';
import { hostCatalogue } from '../rules/support/host.js';

const now = Date.parse('2026-11-25T12:00:00Z');
const hour = 3_600_000;
const bought = { event: 'purchase', operator: 'did' };
const inLastMonth = { ...bought, within: { last: 30, unit: 'day' } };
const once = {
  ...bought,
  then: { event: 'purchase', operator: 'did_not', within: { amount: 90, unit: 'day' } },
};

/** The next change of who has bought each hour up to now, and how often the events were asked for. */
function foreseen(conditions: object, hours: number) {
  const rule = link(parseRule({ logic: 'AND', rules: [conditions] }, hostCatalogue), {
    segments: new Map(),
    lists: new Map(),
  });
  const events = Array.from({ length: hours }, (_, index) => ({
    ...{ type: 'purchase', at: now - index * hour },
    properties: new Map<string, unknown>(),
  }));
  let asked = 0;
  const person = {
    ...{ key: 1, values: new Map<string, unknown>(), lists: new Set<number>(), contacts: [] },
    get events() {
      asked++;
      return events;
    },
  };
  const moment = { now, timeZone: 'UTC' };
  return { change: nextChange(planOf({ kind: 'segment', rule }), person, { moment }), asked: () => asked };
}

describe('the next change of somebody with many events', () => {
  it('is found among hundreds', () => {
    const at = new Date(now + 30 * 24 * hour + 1).toISOString();
    expect(foreseen(inLastMonth, 700).change).toMatchObject({ at, member: false });
  });

  it('is found among hundreds that might be followed', () => {
    const at = new Date(now + 90 * 24 * hour + 1).toISOString();
    expect(foreseen(once, 800).change).toMatchObject({ at, member: true });
  });

  it('is found by those of them that count', () => {
    expect(foreseen({ ...inLastMonth, within: { last: 2, unit: 'day' } }, 9_000).change).toMatchObject({
      ...{ at: new Date(now + 2 * 24 * hour + 1).toISOString(), member: false },
    });
  });

  it('is not looked for longer than anybody can wait', () => {
    const { change, asked } = foreseen(once, 9_000);
    expect(change).toBeNull();
    expect(asked()).toBeLessThan(1_000);
  });

  it('is not looked for among tens of thousands', () => {
    const { change, asked } = foreseen(inLastMonth, 10_001);
    expect(change).toBeNull();
    expect(asked()).toBeLessThan(10);
  });
});
