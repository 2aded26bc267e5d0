import type { Locator, Page } from 'playwright-core';

/** A rule in the builder, worked by hand: what it is about, and the inputs that it then has. */
export class Row {
  constructor(readonly locator: Locator) {}

  /** Picks what the rule is about, by typing its name. */
  async about(name: string): Promise<this> {
    const subject = this.locator.getByRole('combobox', { name: 'What the rule is about' }).first();
    if ((await subject.inputValue()) === name) return this;
    await subject.fill(name);
    await this.option(name).click();
    return this;
  }

  async choose(label: string, value: string, nth = 0): Promise<this> {
    await this.locator.getByRole('combobox', { name: label, exact: true }).nth(nth).selectOption(value);
    return this;
  }

  operator = (name: string) => this.choose('Comparison', name);

  /** What can be chosen. */
  async offered(label: string, nth = 0): Promise<string[]> {
    const choice = this.locator.getByRole('combobox', { name: label, exact: true }).nth(nth);
    const options = choice.locator('option');
    return options.evaluateAll((all) => all.map((each) => (each as unknown as { value: string }).value));
  }

  async fill(label: string, text: string, nth = 0): Promise<this> {
    await this.locator.getByLabel(label, { exact: true }).nth(nth).fill(text);
    return this;
  }

  /** Key by key. */
  async type(label: string, text: string): Promise<this> {
    await this.locator.getByLabel(label, { exact: true }).pressSequentially(text);
    return this;
  }

  /** Picks an option by typing a part of it. */
  async pick(label: string, option: string): Promise<this> {
    await this.locator.getByRole('combobox', { name: label, exact: true }).fill(option.slice(0, 5));
    await this.option(option).click();
    return this;
  }

  /** Of the list that is open; the browser's own selects have options, too. */
  private option = (name: string) =>
    this.locator.page().getByRole('listbox').getByText(name, { exact: true });

  /** Types several values, each made one by Enter. */
  async fillMany(...texts: string[]): Promise<this> {
    const input = this.locator.getByRole('combobox', { name: 'Value' });
    for (const text of texts) {
      await input.fill(text);
      await input.press('Enter');
    }
    await input.press('Escape');
    return this;
  }

  async press(name: string, nth = 0): Promise<this> {
    await this.locator.getByRole('button', { name, exact: true }).nth(nth).click();
    return this;
  }

  /** What the rule says is wrong with it, or missing. */
  faults = (): Promise<string[]> => this.locator.getByRole('status').allTextContents();

  /** All that can be seen in its inputs, in their order. */
  shown = (): Promise<string[]> =>
    this.locator.evaluate((row) => {
      const inputs = (
        row as unknown as { querySelectorAll(selector: string): Iterable<Shown> }
      ).querySelectorAll('select, input, textarea, .MuiChip-label, [aria-pressed]');
      return [...inputs].map((each) => each.getAttribute('aria-pressed') ?? each.value ?? each.textContent);
    });
}

interface Shown {
  value?: string;
  textContent: string;
  getAttribute(name: string): string | null;
}

/** The rule builder on a page. */
export class Builder {
  constructor(private readonly page: Page) {}

  row = (path: string) => new Row(this.page.locator(`[data-path="conditions.${path}"]`));

  /** Adds a rule at the end of the outermost group. */
  async add(index: number): Promise<Row> {
    await this.page.getByRole('button', { name: 'Add rule' }).last().click();
    return this.row(`rules[${index}]`);
  }
}
