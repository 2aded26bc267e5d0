import type { Locator } from 'playwright-core';
import type { Console } from './console.js';

/** The rule builder, in the words of who uses it. */
export class SegmentBuilder {
  constructor(private readonly shop: Console) {}

  /** From the menu to an empty form, begun with a template: `own` is one rule of one's own. */
  async begin(name: string, template: 'own' | RegExp = 'own'): Promise<void> {
    const { page } = this.shop;
    await this.shop.toNew('Segments');
    await page.getByRole('textbox', { name: 'Name' }).fill(name);
    await page.getByRole('button', { name: template === 'own' ? /^Rules of your own/ : template }).click();
  }

  rule(index: number): Rule {
    const handle = this.shop.page.getByRole('button', { name: /^Drag to move/ }).nth(index);
    return new Rule(this.shop, handle.locator('xpath=..'));
  }

  async addRule(): Promise<void> {
    await this.shop.page.getByRole('button', { name: 'Add rule' }).click();
  }

  get count(): Locator {
    return this.shop.page.locator('[data-testid=preview-count][data-current=true]');
  }

  /** Saves it once the number on the screen is the one expected; the page of the segment says it again. */
  async save(sentence: string, count: number): Promise<void> {
    const { page } = this.shop;
    await this.count.waitFor();
    expect(spoken(await page.getByLabel('In words').textContent())).toBe(sentence);
    expect(await this.count.textContent()).toBe(count.toLocaleString('en'));
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.waitForURL(/segments\/\d+\/show/);
    const shown = `${Math.min(50, count)} of ${count.toLocaleString('en')}`;
    await page.getByText(shown, { exact: true }).waitFor();
    expect(spoken(await page.getByRole('main').innerText())).toContain(sentence);
  }
}

/** Without the moments that a window begins and ends at. */
const spoken = (text: string | null) => text?.replaceAll(/ \((since|until|from) [^)]+\)/g, '');

export class Rule {
  constructor(
    private readonly shop: Console,
    private readonly row: Locator,
  ) {}

  async about(subject: string): Promise<this> {
    await this.row.getByRole('combobox', { name: 'What the rule is about' }).fill(subject);
    await this.shop.page.getByRole('option', { name: subject, exact: true }).click();
    return this;
  }

  /** One of the choices of a rule; of several with one name the `nth`. */
  async choose(label: string, choice: string, nth = 0): Promise<this> {
    await this.row.getByLabel(label, { exact: true }).nth(nth).selectOption({ label: choice });
    return this;
  }

  async type(label: string, value: string | number): Promise<this> {
    await this.row.getByRole('textbox', { name: label, exact: true }).fill(String(value));
    return this;
  }

  /** A value that is suggested from the data. */
  async pick(label: string, value: string): Promise<this> {
    await this.row.getByRole('combobox', { name: label, exact: true }).fill(value);
    await this.shop.page.getByRole('option', { name: new RegExp(`^${value}`) }).click();
    return this;
  }
}
