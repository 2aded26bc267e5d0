import type { Console } from './console.js';
import { emailOf, nameOf } from './people.js';
import { agree, Preview, type PreviewAnswer } from './preview.js';
import { customers, number, type Reckoning, rowsOf } from './reckoning.js';

interface Recipients {
  data: { customer_id: number; email: string }[];
  total: number;
  next: string | null;
}

/** Campaigns, from the first word to the last recipient. */
export class CampaignDesk {
  readonly preview: Preview;

  constructor(readonly shop: Console) {
    this.preview = new Preview(shop);
  }

  private get page() {
    return this.shop.page;
  }
  private get name() {
    return this.page.getByRole('textbox', { name: 'Name' });
  }
  private get dialog() {
    return this.page.getByRole('dialog');
  }

  async begin(name: string): Promise<void> {
    await this.shop.toNew('Campaigns');
    await this.name.fill(name);
  }

  /** That the dropdown offers these, each with its size. */
  async offersSegments(sizes: Record<string, number>): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Segment' }).click();
    const option = this.page.getByRole('option');
    for (const [name, size] of Object.entries(sizes))
      await option.filter({ hasText: name }).getByText(number(size), { exact: true }).waitFor();
    expect(await option.count()).toBe(Object.keys(sizes).length);
    await this.page.keyboard.press('Escape');
  }

  async toSegment(name: string): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Segment' }).click();
    await this.page.getByRole('option', { name }).click();
  }

  async buildAudience(): Promise<void> {
    await this.page.getByRole('radio', { name: /A custom audience/ }).check();
    await this.page.getByRole('button', { name: 'Build a custom audience' }).click();
    await this.dialog.waitFor();
  }

  /** To the page that says who would get it; the id of the campaign. */
  async review(button = 'Save and review'): Promise<number> {
    await this.page.getByRole('button', { name: button, exact: true }).click();
    await this.page.waitForURL(/campaigns\/\d+\/show/);
    // The address changes before the page does.
    await this.name.waitFor({ state: 'detached' });
    return Number(/campaigns\/(\d+)/.exec(this.page.url())![1]);
  }

  /** That the page before sending says what it should, also when it is loaded anew. */
  async reviewSays(id: number, expected: Reckoning): Promise<void> {
    const answer = await this.shop.api<PreviewAnswer>(`/campaigns/${id}/preview`, {});
    await this.preview.says(expected, answer);
    await this.page.reload();
    await this.preview.says(expected, answer);
  }

  /** Sends it; every number on the way is compared. */
  async send(id: number, name: string, expected: Reckoning): Promise<void> {
    const send = `Send to ${customers(expected.final)}`;
    await this.page.getByRole('button', { name: send }).click();
    await this.dialog.getByText(`Send “${name}” to ${customers(expected.final)}?`).waitFor();
    await this.dialog.getByText(`${leftOut(expected.excluded)}This cannot be taken back.`).waitFor();
    await this.dialog.getByRole('button', { name: send }).click();
    await this.sentPageSays(id, expected);
    await this.page.reload();
    await this.sentPageSays(id, expected);
  }

  /** The number, the frozen ledger and the recipients, beside what the API says. */
  async sentPageSays(id: number, expected: Reckoning): Promise<void> {
    const { page } = this;
    await page.getByTestId('recipient-count').waitFor();
    expect(await page.getByTestId('recipient-count').textContent()).toBe(number(expected.final));
    expect(await this.preview.rows()).toEqual(rowsOf(expected));
    const firstPage = expected.who.slice(0, 50);
    await page.getByText(`${firstPage.length} of ${number(expected.final)}`, { exact: true }).waitFor();
    const column = page.getByRole('columnheader', { name: 'Contacted' });
    const recipients = page.getByRole('table').filter({ has: column }).getByRole('row');
    const shown = (await recipients.allInnerTexts()).slice(1).map((text) => text.split('\t').slice(0, 2));
    expect(shown).toEqual(firstPage.map((one) => [nameOf(one), emailOf(one)]));

    const sent = await this.shop.api<{ recipient_count: number; status: string; snapshot_id: number }>(
      `/campaigns/${id}`,
    );
    expect(sent).toMatchObject({ status: 'sent', recipient_count: expected.final });
    const snapshot = await this.shop.api<Omit<PreviewAnswer, 'sample'>>(`/snapshots/${sent.snapshot_id}`);
    agree({ ...snapshot, sample: [] }, expected);
    expect(await this.recipients(id)).toEqual(expected.who.map(emailOf));
  }

  private async recipients(id: number): Promise<string[]> {
    const emails: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const after: string = next && `&after=${next}`;
      const page = await this.shop.api<Recipients>(`/campaigns/${id}/recipients?per_page=1000${after}`);
      emails.push(...page.data.map(({ email }) => email));
      next = page.next;
    }
    return emails;
  }
}

/** What the confirmation says beside the number. */
const leftOut = (count: number) =>
  count === 0 ? '' : `${number(count)} ${count === 1 ? 'other is' : 'others are'} left out. `;
