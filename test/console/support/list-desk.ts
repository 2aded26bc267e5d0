import type { CsvFile } from './audience-builder.js';
import type { Console } from './console.js';

/** Lists, by addresses pasted or by a file. */
export class ListDesk {
  constructor(private readonly shop: Console) {}

  async create(name: string, emails: readonly string[], file?: CsvFile): Promise<void> {
    const { page } = this.shop;
    await this.shop.toNew('Lists');
    await page.getByRole('textbox', { name: 'Name' }).fill(name);
    if (emails.length > 0) {
      await page.getByRole('textbox', { name: 'Paste addresses or ids' }).fill(emails.join('\n'));
      await page.getByRole('button', { name: 'Find and add' }).click();
      await page.getByText(`${emails.length} found and added.`).waitFor();
    }
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.waitForURL(/lists\/\d+\/show/);
    // The address is that of the list before the page is; the form has a place for files, too.
    await page.getByRole('link', { name: 'Edit' }).waitFor();
    if (file) await this.upload(file);
    const count = emails.length + (file ? rowsOf(file) : 0);
    await page.getByText(`${count} of ${count}`, { exact: true }).waitFor();
  }

  private async upload(file: CsvFile): Promise<void> {
    const { page } = this.shop;
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose a CSV file' }).click();
    await (await chooser).setFiles(file);
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByText(`${file.name}: ${rowsOf(file)} rows`).waitFor();
  }
}

const rowsOf = ({ buffer }: CsvFile) => buffer.toString().trim().split('\n').length - 1;
