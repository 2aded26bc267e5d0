import type { Console } from './console.js';
import { customers, number, type Reckoning, rowsOf } from './reckoning.js';

export interface PreviewAnswer {
  count: number;
  ledger: {
    sources: { count: number; only_here: number }[];
    overlap: number;
    not_in_all: number;
    included: number;
    exclusions: { alone: number; removed: number }[];
    excluded: number;
    final: number;
  };
  sample: { name: string; email: string }[];
}

/** What a preview of an audience or a campaign says on the screen. */
export class Preview {
  constructor(private readonly shop: Console) {}

  private get region() {
    return this.shop.page.getByRole('region', { name: 'Preview' });
  }
  get current() {
    return this.region.locator('[data-testid=preview-count][data-current=true]');
  }
  get table() {
    return this.shop.page.getByRole('table', { name: 'How the number comes about' });
  }

  /** The number, once it is that of what stands there. */
  async count(): Promise<string | null> {
    await this.current.waitFor();
    return this.current.textContent();
  }

  /** The ledger as it can be read, line by line. */
  async rows(): Promise<string[]> {
    await this.table.waitFor();
    const rows = await this.table.getByRole('row').all();
    return Promise.all(
      rows.map(async (row) => {
        const [line, amount] = [row.getByRole('rowheader'), row.getByRole('cell')];
        const words = (await line.innerText()).split('\n').filter((text) => text.trim() !== '');
        return `${words.join(' / ')} = ${await amount.last().innerText()}`;
      }),
    );
  }

  /** That the screen, the API and the plain computation say the same. */
  async says(expected: Reckoning, answer: PreviewAnswer): Promise<void> {
    expect(await this.count()).toBe(number(expected.final));
    await this.region
      .getByText(`${customers(expected.final)} will receive it`)
      .waitFor({ state: 'attached' });
    expect(await this.rows()).toEqual(rowsOf(expected));
    const sample = await this.region.getByRole('list').last().getByRole('listitem').allInnerTexts();
    expect(sample.map((text) => text.split('\n')[0])).toEqual(answer.sample.map(({ name }) => name));
    expect(sample).toHaveLength(Math.min(10, expected.final));
    agree(answer, expected);
  }
}

/** That the API and the plain computation say the same. */
export function agree({ count, ledger }: PreviewAnswer, expected: Reckoning): void {
  const bare = ({ line: _line, ...numbers }: { line: string }) => numbers;
  const { who: _who, ...lines } = expected;
  expect(count).toBe(expected.final);
  expect(ledger).toMatchObject({
    ...lines,
    not_in_all: 0,
    sources: expected.sources.map(bare),
    exclusions: expected.exclusions.map(bare),
  });
}
