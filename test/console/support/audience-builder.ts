import type { Locator } from 'playwright-core';
import type { Console } from './console.js';
import { Preview } from './preview.js';

export interface CsvFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** The audience builder, on a page of its own or over a new campaign. */
export class AudienceBuilder {
  readonly preview: Preview;

  constructor(readonly shop: Console) {
    this.preview = new Preview(shop);
  }

  private get page() {
    return this.shop.page;
  }

  /** From the menu to an empty builder. */
  async begin(name: string): Promise<void> {
    await this.shop.toNew('Audiences');
    await this.page.locator('[data-hint]').getByText('Nothing is included, so all').waitFor();
    await this.name.fill(name);
  }

  get name(): Locator {
    return this.page.getByRole('textbox', { name: 'Name' });
  }
  get unsubscribed(): Locator {
    return this.page.getByRole('switch', { name: /^Unsubscribed/ });
  }
  get contacted(): Locator {
    return this.page.getByRole('switch', { name: 'Already contacted in the last' });
  }
  get days(): Locator {
    return this.page.getByRole('spinbutton', { name: 'days' });
  }
  search(label: string): Locator {
    return this.page.getByRole('combobox', { name: label });
  }
  /** A part of the form: Include or Exclude. */
  section(name: 'Include' | 'Exclude'): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }
  /** What is picked, as a row of the form. */
  row(name: string): Locator {
    return this.page
      .getByRole('listitem')
      .filter({ has: this.page.getByRole('button', { name: `Remove ${name}` }) });
  }

  addSegment = (name: string) => this.pick('Add a segment', name, name);
  addList = (name: string) => this.pick('Add a list', name, name);
  addCustomer = (name: string, search = name) => this.pick('Add a customer by name or e-mail', search, name);
  leaveOutSegment = (name: string) => this.pick('Leave out a segment', name, name);
  leaveOutList = (name: string) => this.pick('Leave out a list', name, name);
  leaveOutCustomer = (name: string, search = name) =>
    this.pick('Leave out a customer by name or e-mail', search, name);
  importCsv = (file: CsvFile) => this.upload('Import a CSV file', file);
  leaveOutCsv = (file: CsvFile) => this.upload('Leave out a CSV file', file);

  async leaveOutContacted(days: number): Promise<void> {
    await this.contacted.check();
    await this.days.fill(String(days));
  }

  async remove(name: string): Promise<void> {
    await this.page.getByRole('button', { name: `Remove ${name}` }).click();
  }

  async save(as: 'Save' | 'Save draft' = 'Save'): Promise<void> {
    await this.page.getByRole('button', { name: as, exact: true }).click();
  }

  /** Until another page has taken its place: the address changes before. */
  isLeft = () => this.name.waitFor({ state: 'detached' });

  async cancel(): Promise<void> {
    await this.page.getByRole('button', { name: 'Cancel' }).click();
  }

  /** What became of the rows of the file that was uploaded last, as the report says it. */
  async report(): Promise<Record<string, string>> {
    const alert = this.page.getByRole('alert').filter({ has: this.page.getByRole('term') });
    const [parts, counts] = [alert.getByRole('term'), alert.getByRole('definition')];
    await parts.first().waitFor();
    const [names, numbers] = [await parts.allTextContents(), await counts.allTextContents()];
    return Object.fromEntries(names.map((name, index) => [name, numbers[index]!]));
  }

  private async pick(label: string, search: string, name: string): Promise<void> {
    await this.search(label).fill(search);
    await this.page
      .getByRole('option')
      .filter({ has: this.page.getByText(name, { exact: true }) })
      .click();
    const part = label.startsWith('Leave out') ? 'Exclude' : 'Include';
    await this.section(part)
      .getByRole('button', { name: `Remove ${name}` })
      .waitFor();
  }

  /** Chooses a file, and does not import it yet. */
  async choose(button: 'Import a CSV file' | 'Leave out a CSV file', file: CsvFile): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: button }).click();
    await (await chooser).setFiles(file);
    await this.page.getByRole('button', { name: 'Import', exact: true }).waitFor();
  }

  private async upload(button: Parameters<typeof this.choose>[0], file: CsvFile): Promise<void> {
    await this.choose(button, file);
    await this.page.getByRole('button', { name: 'Import', exact: true }).click();
    await this.page.getByText(`${file.name}: `).waitFor();
    await this.row(file.name).waitFor();
  }
}
