import { bootApp, type TestApp } from '../support/app.js';
import { Api } from '../hosts/api.js';
import { idsOf } from '../library/shop.js';

interface Matched {
  outcome: string;
  customers: { id: number }[];
}

describe('pasted ids, where customers have two kinds of them', () => {
  let app: TestApp;
  let api: Api;
  beforeAll(async () => {
    app = await bootApp();
    api = new Api(app.server, 'api');
    for (const external_id of ['2', 'c-2', '3']) await api.post('customers', { external_id });
  });
  afterAll(() => app.close());

  it('are found by either, and are ambiguous when they name two people', async () => {
    const { data } = await api.post('lists/match', { identifiers: ['1', '2', 'c-2', '3', '9', 'none'] }, 200);
    const said = (data as Matched[]).map(({ outcome, customers }) => [outcome, idsOf(customers).sort()]);
    expect(said).toEqual([
      ['found', [1]],
      ['ambiguous', [1, 2]],
      ['found', [2]],
      // The same customer by both.
      ['found', [3]],
      ['unknown', []],
      ['unknown', []],
    ]);
  });
});
