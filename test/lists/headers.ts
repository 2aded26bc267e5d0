import { openShop, type Shop } from './shop.js';

describe('the first row of a file', () => {
  let shop: Shop;
  let list: number;
  beforeAll(async () => {
    shop = await openShop();
    await shop.addPeople('ann@example.com', 'bob@example.com');
    await shop.dataSource.query(`UPDATE people SET code = 'P-' || id`);
    list = await shop.addList();
  });
  afterAll(() => shop.close());

  it.each<[string, string, string | undefined, string, string, number]>([
    ['external ids, by number', 'P-1\nP-2\n', '1', '1', 'external_id', 2],
    ['external ids without digits, by number', 'ann.smith\nP-1\n', '1', '1', 'external_id', 1],
    ['by the id in its first row', 'Ann,P-1\nBob,P-2\n', 'p-1', '2', 'external_id', 2],
    ['by a number that stands in the first row', '2,P-1\n3,P-2', '2', '2', 'external_id', 2],
    ['keys beside names', '1,Ann\n2,Bob\n', '1', '1', 'id', 2],
    ['a broken key first', '1x\n2\n', undefined, '1', 'id', 1],
    ['a broken address first', 'ann@example\nbob@example.com\n', undefined, '1', 'email', 1],
  ])('is not lost when it is data: %s', async (_, content, column, columnName, identifier, matched) => {
    const done = await shop.import(list, content, { column });
    expect(done).toMatchObject({ columnName, identifier, header: [], rows: 2, matched });
    const { data } = await shop.imports.rejectedPage(done.id, {});
    expect(data.map(({ line }) => line)).toEqual(matched < 2 ? [1] : []);
  });

  it.each<[string, string, string]>([
    ['by name', 'what\nP-1', 'what'],
    ['by name, with a digit', 'what 2\nabc', 'what 2'],
    ['by number, beside a known name', 'mail,what\nann@example.com,P-1', '2'],
    ['by number, its name being known', 'code\nP-1', '1'],
    ['by number, over addresses', 'contact\nann@example.com', '1'],
  ])('is a header still: %s', async (_, content, column) => {
    expect(await shop.import(list, content, { column })).toMatchObject({
      rows: 1,
      header: content.split('\n')[0]!.split(','),
    });
  });
});
