import fc from 'fast-check';
import { Agenda, withAhead } from '../../libs/targeting/src/engine/agenda.js';

const at = fc.nat({ max: 1_000 });
const aStretch = fc.tuple(at, at).map(([a, b]) => ({ low: Math.min(a, b), high: Math.max(a, b) }));
const someDated = fc.array(fc.record({ key: fc.nat({ max: 30 }), at }), { maxLength: 40 });

describe('the agenda', () => {
  it('knows nothing before it is told', () => {
    const agenda = new Agenda();
    expect(agenda.covers([{ low: 0, high: 0 }])).toBe(false);
    expect(agenda.due([{ low: 0, high: 1_000 }])).toEqual([]);
  });

  it('misses nobody whose time has come, names each once, and nobody far from it', () => {
    const aChange = fc.record({ keys: fc.uniqueArray(fc.nat({ max: 30 })), dated: someDated });
    fc.assert(
      fc.property(someDated, fc.array(aChange), fc.array(aStretch), (first, changes, stretches) => {
        const agenda = new Agenda();
        agenda.replace([{ low: 0, high: 1_000 }], first);
        let known = first;
        for (const { keys, dated } of changes) {
          const found = dated.filter(({ key }) => keys.includes(key));
          agenda.update(keys, found);
          known = [...known.filter(({ key }) => !keys.includes(key)), ...found];
        }
        const near = (slack: number) =>
          new Set(
            known
              .filter((dated) =>
                stretches.some(({ low, high }) => dated.at >= low - slack && dated.at <= high + slack),
              )
              .map(({ key }) => key),
          );
        const due = agenda.due(stretches);
        expect(new Set(due).size).toBe(due.length);
        expect(agenda.size).toBe(known.length);
        expect([...near(0)].filter((key) => !due.includes(key))).toEqual([]);
        expect(due.filter((key) => !near(1).has(Number(key)))).toEqual([]);
      }),
    );
  });

  it('covers stretches within one that it was told of, and those of the time ahead', () => {
    const agenda = new Agenda();
    agenda.replace(
      withAhead(
        [
          { low: 10, high: 20 },
          { low: 40, high: 40 },
        ],
        5,
      ),
      [],
    );
    expect(agenda.stretches).toEqual([
      { low: 10, high: 25 },
      { low: 40, high: 45 },
    ]);
    expect(
      agenda.covers([
        { low: 20, high: 25 },
        { low: 41, high: 44 },
      ]),
    ).toBe(true);
    expect(agenda.covers([{ low: 20, high: 26 }])).toBe(false);
    expect(agenda.covers([{ low: 9, high: 12 }])).toBe(false);
    expect(agenda.covers([{ low: 20, high: 41 }])).toBe(false);
    expect(
      agenda.covers([
        { low: 11, high: 12 },
        { low: 30, high: 31 },
      ]),
    ).toBe(false);
  });
});
