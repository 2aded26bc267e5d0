import { Builder } from './support/builder.js';
import { Console, describeInBrowser } from './support/console.js';
import { fillShop } from './support/shop.js';

interface Segment {
  conditions: { rules: unknown[] };
}

const score = (value: number) => ({ field: 'score', operator: 'at_least', value });
const either = (...rules: object[]) => ({ logic: 'OR', rules });

jest.setTimeout(120_000);

describeInBrowser('the rule tree by keyboard, and by dragging', () => {
  let shop: Console;
  let builder: Builder;

  beforeAll(async () => {
    shop = await Console.open();
    builder = new Builder(shop.page);
    await fillShop(shop);
    const rules = [score(10), either(score(20), score(30)), score(40)];
    await shop.api('/segments', { name: 'A tree', conditions: { logic: 'AND', rules } });
    await shop.goto('/segments/1');
    await builder.row('rules[2]').locator.waitFor();
  });
  afterAll(() => shop?.close());

  const press = async (...keys: string[]) => {
    for (const key of keys) await shop.page.keyboard.press(key);
  };
  /** Goes on with Tab until something of that name has the focus, as who sees nothing does. */
  const tabTo = async (name: string | RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab') => {
    for (let steps = 0; steps < 60; steps++) {
      await press(key);
      const [label] = await focused();
      if (typeof name === 'string' ? label === name : name.test(label)) return;
    }
    throw new Error(`No way by ${key} to ${name}; the focus is on ${(await focused()).join(' of ')}.`);
  };
  /** What has the focus, and the path of the rule that it is of. */
  const focused = (): Promise<[string, string]> =>
    shop.page.evaluate<[string, string]>(`(() => {
      const it = document.activeElement;
      const path = it.closest('[data-path]')?.dataset.path ?? '';
      return [it.getAttribute('aria-label') ?? it.textContent, path.replace('conditions.', '')];
    })()`);
  const said = async () => (await shop.page.getByTestId('said').textContent())!.trim();
  /** The tree by its numbers, e.g. `10 (20 30) 40`; a group that is turned round begins with `!`. */
  const tree = (): Promise<string> =>
    shop.page.evaluate<string>(`(() => {
      const words = (group) => [...group.querySelectorAll('[role=listitem]')]
        .filter((item) => item.parentElement.closest('[data-group]') === group)
        .map((item) => {
          const inner = item.querySelector('[data-group]');
          const isNot = inner?.querySelector('[aria-pressed]').getAttribute('aria-pressed') === 'true';
          return inner ? (isNot ? '!' : '') + '(' + words(inner) + ')' : item.querySelector('[aria-label=Value]').value;
        }).join(' ');
      return words(document.querySelector('[data-group]'));
    })()`);

  it('moves a rule into a group, through it and out again, and says where it is', async () => {
    await builder
      .row('rules[0]')
      .locator.getByRole('button', { name: /^Drag to move/ })
      .focus();
    expect(await tree()).toBe('10 (20 30) 40');
    for (const [key, numbers, where] of [
      ['ArrowUp', '10 (20 30) 40', 'It cannot go any further. Rule 1 of 3.'],
      ['ArrowDown', '(10 20 30) 40', 'Moved. Rule 1 of 3 in a group, any of these.'],
      ['ArrowDown', '(20 10 30) 40', 'Moved. Rule 2 of 3 in a group, any of these.'],
      ['ArrowDown', '(20 30 10) 40', 'Moved. Rule 3 of 3 in a group, any of these.'],
      ['ArrowDown', '(20 30) 10 40', 'Moved. Rule 2 of 3.'],
      ['ArrowDown', '(20 30) 40 10', 'Moved. Rule 3 of 3.'],
      ['ArrowUp', '(20 30) 10 40', 'Moved. Rule 2 of 3.'],
      ['ArrowUp', '(20 30 10) 40', 'Moved. Rule 3 of 3 in a group, any of these.'],
    ] as const) {
      await press(key);
      expect([await tree(), await said()]).toEqual([numbers, where]);
      expect((await focused())[0]).toMatch(/^Drag to move/);
    }
    expect((await focused())[1]).toBe('rules[0].rules[2]');
  });

  it('copies, groups, dissolves and takes away, with the focus on what comes next', async () => {
    const act = async (name: string) => {
      await tabTo('What to do with this rule');
      await press('Enter');
      await shop.page.getByRole('menuitem', { name, exact: true }).waitFor();
      await press(name[0]!.toLowerCase());
      for (let steps = 0; (await focused())[0] !== name && steps < 6; steps++) await press('ArrowDown');
      await press('Enter');
      await shop.page.getByRole('menuitem', { name, exact: true }).waitFor({ state: 'detached' });
    };
    await act('Copy');
    expect([await tree(), await said()]).toEqual([
      '(20 30 10 10) 40',
      'Copied. Rule 4 of 4 in a group, any of these.',
    ]);
    expect((await focused())[1]).toBe('rules[0].rules[3]');
    await act('Put into a group');
    expect(await tree()).toBe('(20 30 10 (10)) 40');
    expect((await focused())[1]).toBe('rules[0].rules[3]');
    await tabTo('Not');
    await press('Enter');
    expect([await tree(), (await focused())[0]]).toEqual(['(20 30 10 !(10)) 40', 'Not']);
    await press('Enter');
    await act('Dissolve the group');
    expect(await tree()).toBe('(20 30 10 10) 40');
    expect((await focused())[1]).toBe('rules[0].rules[3]');
    await tabTo('Remove');
    await press('Enter');
    expect([await tree(), await said()]).toEqual([
      '(20 30 10) 40',
      'Removed. Rule 3 of 3 in a group, any of these.',
    ]);
    expect(await focused()).toEqual([expect.stringMatching(/^Drag to move/), 'rules[0].rules[2]']);
  });

  it('folds a group up and unfolds it where something is moved into it', async () => {
    await tabTo('Fold up', 'Shift+Tab');
    await press('Enter');
    expect((await focused())[0]).toBe('Unfold');
    await builder.row('rules[0].rules[0]').locator.waitFor({ state: 'hidden' });
    await builder
      .row('rules[1]')
      .locator.getByRole('button', { name: /^Drag to move/ })
      .focus();
    await press('ArrowUp');
    expect([await tree(), (await focused())[1]]).toEqual(['(20 30 10 40)', 'rules[0].rules[3]']);
    await builder.row('rules[0].rules[0]').locator.waitFor();
    await press('ArrowDown');
    expect(await tree()).toBe('(20 30 10) 40');
  });

  it('adds a rule and fills all of it in', async () => {
    await tabTo('Add rule');
    await press('Enter');
    expect(await focused()).toEqual(['What the rule is about', 'rules[2]']);
    await shop.page.keyboard.type('City');
    await press('Enter', 'Tab');
    expect((await focused())[0]).toBe('Comparison');
    await shop.page.keyboard.type('contains');
    await press('Tab');
    await shop.page.keyboard.type('om');
    await press('Escape', 'Tab');
    expect(await builder.row('rules[2]').shown()).toEqual(['City', 'contains', 'om']);
    await tabTo('Add group');
    await press('Enter');
    expect(await focused()).toEqual(['What the rule is about', 'rules[3].rules[0]']);
    await shop.page.keyboard.type('Purchase');
    await press('Enter');
    await tabTo('Only those where…');
    await press('Enter');
    expect(await focused()).toEqual(['What the rule is about', 'rules[3].rules[0].where.rules[0]']);
    await tabTo('Remove', 'Shift+Tab');
    await press('Enter');
    expect((await focused())[0]).toBe('Only those where…');
  });

  it('drags a rule into a group and out of it', async () => {
    const row = (path: string) => builder.row(path).locator;
    const drag = async (path: string, to: string) => {
      // Hints that come with the count move the rows below them.
      await shop.page.locator('[data-testid=preview-count][data-current=true]').waitFor();
      await shop.quiet();
      await row(path)
        .getByRole('button', { name: /^Drag to move/ })
        .first()
        .dragTo(row(to), { targetPosition: { x: 60, y: 8 }, steps: 8 });
    };
    // All of it in sight: a drag that has to scroll first begins somewhere else.
    await shop.page.setViewportSize({ width: 1440, height: 1600 });
    await row('rules[3]').getByRole('button', { name: 'Remove' }).last().click();
    await row('rules[2]').getByRole('button', { name: 'Remove' }).click();
    expect(await tree()).toBe('(20 30 10) 40');
    await drag('rules[1]', 'rules[0].rules[1]');
    expect(await tree()).toBe('(20 40 30 10)');
    await drag('rules[0].rules[3]', 'rules[0].rules[0]');
    expect(await tree()).toBe('(10 20 40 30)');
  });

  it('saves the tree as it stands, and is open to all', async () => {
    await shop.page.locator('[data-testid=preview-count][data-current=true]').waitFor();
    expect(await shop.seriousIssues()).toEqual([]);
    await shop.page.getByRole('button', { name: 'Save', exact: true }).click();
    await shop.page.waitForURL(/show/);
    const { conditions } = await shop.api<Segment>('/segments/1');
    expect(conditions.rules).toEqual([either(score(10), score(20), score(40), score(30))]);
    expect(shop.complaints).toEqual([]);
  });
});
