import { existsSync } from 'node:fs';
import type { ProblemException } from '../../libs/targeting/src/http/problem.js';
import { openShop, type Shop, shopOptions } from './shop.js';

let shop: Shop;
let list: number;
beforeAll(async () => {
  shop = await openShop();
  await shop.addPeople(
    'ann@example.com',
    'Bob@Example.com',
    'zoë@example.com',
    'twin@example.com',
    'TWIN@example.com',
  );
  await shop.dataSource.query(`UPDATE people SET code = 'P-' || id`);
});
afterAll(() => shop.close());
beforeEach(async () => (list = await shop.addList()));

const refusal = async (attempt: Promise<unknown>) => {
  const error = (await attempt.then(
    () => undefined,
    (problem: unknown) => problem,
  )) as ProblemException;
  return { status: error?.getStatus(), errors: error?.errors.map(({ path, code }) => `${path}: ${code}`) };
};
const rejectedOf = async (id: number) => {
  const chunks: string[] = [];
  for await (const chunk of (await shop.imports.rejected(id)).getStream()) chunks.push(String(chunk));
  return chunks.join('').split('\r\n').slice(0, -1);
};

describe('rows', () => {
  it('are matched by e-mail address, whatever the case and the blanks; each is counted once', async () => {
    const done = await shop.import(
      list,
      'Name,E-Mail\nAnn, ANN@example.com \nBob,bob@example.com\nBob,BOB@EXAMPLE.COM\nZoë,ZOË@example.com\n' +
        'Eve,eve@example.com\nEve,Eve@example.com\nNo,not-an-address\nEmpty,\n',
    );
    expect(done).toMatchObject({
      status: 'completed',
      rows: 8,
      matched: 3,
      created: 0,
      duplicates: 2,
      unmatched: 1,
      rejected: 2,
      columnName: 'E-Mail',
      identifier: 'email',
      fileName: 'people.csv',
      createdBy: 'ann',
      header: ['Name', 'E-Mail'],
    });
    expect(await shop.mailsOf(list)).toEqual(['Bob@Example.com', 'ann@example.com', 'zoë@example.com']);
    expect(await shop.count(list)).toEqual({ customers: 3, unmatched: 1 });
    expect(await rejectedOf(done.id)).toEqual([
      'line,code,reason,Name,E-Mail',
      '6,unmatched,No customer has this identifier; the list remembers it.,Eve,eve@example.com',
      '8,invalid_email,This is no e-mail address.,No,not-an-address',
      '9,empty,The cell is empty.,Empty,',
    ]);
  });

  it('match all customers who share an address', async () => {
    const done = await shop.import(
      list,
      'email\ntwin@example.com\nann@example.com\nTwin@example.com\nnobody@example.com',
    );
    expect(done).toMatchObject({ rows: 4, matched: 2, duplicates: 1, unmatched: 1 });
    expect(await shop.count(list)).toEqual({ customers: 3, unmatched: 1 });
  });

  it('match who is on the list already', async () => {
    const content = 'email\nann@example.com\neve@example.com';
    const first = await shop.import(list, content);
    const second = await shop.import(list, content);
    for (const done of [first, second])
      expect(done).toMatchObject({ rows: 2, matched: 1, unmatched: 1, duplicates: 0 });
    expect(await shop.count(list)).toEqual({ customers: 1, unmatched: 1 });
  });

  it('name customers by key', async () => {
    const done = await shop.import(list, 'customer_id,score\n1,10\n2,20\n99,30\n007,1\n2147483648,1\nx,1');
    expect(done).toMatchObject({ identifier: 'id', rows: 6, matched: 2, unmatched: 1, rejected: 3 });
    expect(await shop.mailsOf(list)).toEqual(['Bob@Example.com', 'ann@example.com']);
  });

  it('name customers by external id, upper and lower case being different', async () => {
    const done = await shop.import(list, 'external_id\nP-1\np-2\nP-3');
    expect(done).toMatchObject({ identifier: 'external_id', matched: 2, unmatched: 1 });
  });

  it('are neutralised where a spreadsheet would run them', async () => {
    const done = await shop.import(list, 'email,note\n=1+1,"@SUM(1,2)"\n+x,-1\n"a\tb","x""y"\n');
    expect((await rejectedOf(done.id)).slice(1)).toEqual([
      `2,invalid_email,This is no e-mail address.,'=1+1,"'@SUM(1,2)"`,
      `3,invalid_email,This is no e-mail address.,'+x,'-1`,
      '4,invalid_email,This is no e-mail address.,a\tb,"x""y"',
    ]);
  });
});

describe('the identifying column', () => {
  it.each<[string, string, string | undefined, string, string]>([
    ['by header', 'id,mail\n9,ann@example.com', undefined, 'mail', 'email'],
    ['by the name of the column of the host', 'full_name,Code\nAnn,P-1', undefined, 'Code', 'external_id'],
    ['by content', 'who,contact\nAnn,ann@example.com\nBob,', undefined, 'contact', 'email'],
    ['by content, without a header', 'Ann;ann@example.com\nBob;bob@example.com', undefined, '2', 'email'],
    ['keys alone', '1\n2\n', undefined, '1', 'id'],
    [
      'asked for by name',
      'mail,Second Mail\nann@example.com,bob@example.com',
      'second mail',
      'Second Mail',
      'email',
    ],
    ['asked for by number', 'mail,Second Mail\nann@example.com,bob@example.com', '2', 'Second Mail', 'email'],
    ['asked for, with keys', 'mail,number\nann@example.com,1', 'number', 'number', 'id'],
    ['asked for, with other keys', 'mail,what\nann@example.com,P-1', 'what', 'what', 'external_id'],
    ['addresses under the header "id"', 'id,x\nann@example.com,1', undefined, 'id', 'email'],
  ])('is found: %s', async (_, content, column, columnName, identifier) => {
    expect(await shop.import(list, content, { column })).toMatchObject({ columnName, identifier });
  });

  it.each<[string, string, string | undefined, string]>([
    ['no column', 'name,score\nAnn,1', undefined, 'column: no_identifying_column'],
    ['no such name', 'mail\nann@example.com', 'nail', 'column: unknown_column'],
    ['no such number', 'mail\nann@example.com', '2', 'column: unknown_column'],
    ['a header alone', 'mail\n', undefined, 'file: empty_file'],
    ['no text', 'mail\nann@example.com\n\0', undefined, 'file: not_csv'],
    ['a broken quote', 'mail\nann@example.com\n"bob', undefined, 'file: broken_quote'],
  ])('is refused, and nothing changes: %s', async (_, content, column, error) => {
    const before = [await shop.rowsOf('imports'), await shop.rowsOf('list_members')];
    expect(await refusal(shop.import(list, content, { column }))).toEqual({ status: 422, errors: [error] });
    expect([await shop.rowsOf('imports'), await shop.rowsOf('list_members')]).toEqual(before);
  });

  it('leaves no file behind, and makes no list for a file that cannot be read', async () => {
    const file = await shop.file('name\nAnn');
    const listId = jest.fn<Promise<number>, []>();
    await refusal(shop.importer.import({ listId, file, mode: 'append', unmatched: 'skip', actor: null }));
    expect(listId).not.toHaveBeenCalled();
    expect(existsSync(file.path)).toBe(false);
    const good = await shop.file('mail\nann@example.com');
    await shop.importer.import({
      listId: async (record) => {
        const id = await shop.addList();
        await record(id, shop.dataSource.manager);
        return id;
      },
      file: good,
      mode: 'append',
      unmatched: 'skip',
      actor: null,
    });
    expect(existsSync(good.path)).toBe(false);
  });

  it('is asked of a list that exists', async () => {
    expect((await refusal(shop.import(999_999, 'mail\nann@example.com'))).status).toBe(404);
  });
});

describe('a list remembers', () => {
  const fresh = () => `p${Math.random().toString(36).slice(2)}@example.com`;

  it('who appears later', async () => {
    const mail = fresh();
    await shop.import(list, `email\n${mail.toUpperCase()}`);
    expect(await shop.mailsOf(list)).toEqual([]);
    await shop.addPeople(mail);
    expect(await shop.mailsOf(list)).toEqual([mail]);
    expect(await shop.count(list)).toEqual({ customers: 1, unmatched: 0 });
  });

  it('by key and external id, too', async () => {
    const byId = await shop.import(list, 'id\n5000');
    const byCode = await shop.import(list, 'external_id\nQ-5001');
    expect([byId.unmatched, byCode.unmatched]).toEqual([1, 1]);
    expect(await shop.count(list)).toEqual({ customers: 0, unmatched: 2 });
    await shop.dataSource.query(
      `INSERT INTO people (id, code, mail) VALUES (5000, 'Q-5000', 'a5000'), (5001, 'Q-5001', 'a5001')`,
    );
    expect(await shop.mailsOf(list)).toEqual(['a5000', 'a5001']);
    expect(await shop.count(list)).toEqual({ customers: 2, unmatched: 0 });
  });

  it.each([
    ['everybody', false],
    ['one customer', true],
  ])('who was adopted, though the address changes: %s', async (_, one) => {
    const mail = fresh();
    await shop.import(list, `email\n${mail}`);
    await shop.addPeople(mail);
    const [{ id }] = await shop.dataSource.query<[{ id: number }]>('SELECT id FROM people WHERE mail = $1', [
      mail,
    ]);
    await shop.members.adopt(shop.dataSource.manager, one ? [id] : undefined);
    await shop.dataSource.query('UPDATE people SET mail = $2 WHERE mail = $1', [mail, `new-${mail}`]);
    expect(await shop.mailsOf(list)).toEqual([`new-${mail}`]);
    await shop.addPeople(mail);
    expect((await shop.mailsOf(list)).sort()).toEqual([`new-${mail}`, mail].sort());
  });

  it('the address of who was deleted, for whoever has it next', async () => {
    const mail = fresh();
    await shop.addPeople(mail);
    await shop.import(list, `email\n${mail}`);
    await shop.dataSource.query('DELETE FROM people WHERE mail = $1', [mail]);
    expect(await shop.count(list)).toEqual({ customers: 0, unmatched: 1 });
    await shop.addPeople(mail);
    expect(await shop.mailsOf(list)).toEqual([mail]);
  });
});

describe('customers made by an import', () => {
  it('are new ones without consent; those known keep theirs', async () => {
    await shop.dataSource.query(`INSERT INTO people (mail, consent) VALUES ('left@example.com', false)`);
    const other = await shop.addList();
    await shop.import(other, 'email\nnew1@example.com');
    const done = await shop.import(
      list,
      'email\nNew1@example.com\nnew1@example.com\nnew2@example.com\nleft@example.com\nx',
      {
        unmatched: 'create',
      },
    );
    expect(done).toMatchObject({ rows: 5, matched: 1, created: 2, duplicates: 1, unmatched: 0, rejected: 1 });
    const people = await shop.dataSource.query(
      `SELECT mail, consent FROM people WHERE mail ~* '^(new\\d|left)' ORDER BY id`,
    );
    expect(people).toEqual([
      { mail: 'left@example.com', consent: false },
      { mail: 'New1@example.com', consent: false },
      { mail: 'new2@example.com', consent: false },
    ]);
    expect(await shop.count(list)).toEqual({ customers: 3, unmatched: 0 });
    // The other list knew the address before: it has a member now.
    expect(await shop.mailsOf(other)).toEqual(['New1@example.com']);
    expect(await rejectedOf(done.id)).toHaveLength(2);
  });

  it('need addresses', async () => {
    expect(await refusal(shop.import(list, 'id\n1', { unmatched: 'create' }))).toEqual({
      status: 422,
      errors: ['unmatched: needs_emails'],
    });
  });

  it('are refused when the host cannot make them, and stay unmatched when it does not', async () => {
    const refusing = await openShop(shopOptions({ create: undefined }));
    const idle = await openShop(shopOptions({ create: () => Promise.resolve() }));
    try {
      expect(
        await refusal(
          refusing.import(await refusing.addList(), 'email\na@example.com', { unmatched: 'create' }),
        ),
      ).toEqual({
        status: 422,
        errors: ['unmatched: not_supported'],
      });
      const done = await idle.import(await idle.addList(), 'email\na@example.com', { unmatched: 'create' });
      expect(done).toMatchObject({ created: 0, unmatched: 1 });
    } finally {
      await refusing.close();
      await idle.close();
    }
  });
});

describe('replace and undo', () => {
  const ann = 'email\nann@example.com\nann-later@example.com';
  const bob = 'email\nbob@example.com\nbob-later@example.com';
  const zoe = 'email\nzoë@example.com';
  const replace = (content: string) => shop.import(list, content, { mode: 'replace' });
  const undo = (id: number) => shop.imports.undo(id, { actor: 'ann' });

  it('undo removes what the import added, and only that', async () => {
    const first = await shop.import(list, ann);
    const second = await shop.import(list, `${ann}\nbob@example.com`);
    expect(await undo(second.id)).toMatchObject({ status: 'undone' });
    expect(await shop.mailsOf(list)).toEqual(['ann@example.com']);
    expect(await shop.count(list)).toEqual({ customers: 1, unmatched: 1 });
    await undo(first.id);
    expect(await shop.count(list)).toEqual({ customers: 0, unmatched: 0 });
  });

  it('undo brings back what was replaced', async () => {
    await shop.import(list, ann);
    const second = await replace(bob);
    expect(await shop.mailsOf(list)).toEqual(['Bob@Example.com']);
    expect(await shop.count(list)).toEqual({ customers: 1, unmatched: 1 });
    await undo(second.id);
    expect(await shop.mailsOf(list)).toEqual(['ann@example.com']);
    expect(await shop.count(list)).toEqual({ customers: 1, unmatched: 1 });
  });

  it('undo in the middle is as if the import had never been', async () => {
    await shop.import(list, ann);
    const second = await replace(bob);
    const third = await replace(zoe);
    await undo(second.id);
    expect(await shop.mailsOf(list)).toEqual(['zoë@example.com']);
    await undo(third.id);
    expect(await shop.mailsOf(list)).toEqual(['ann@example.com']);
    expect(await shop.count(list)).toEqual({ customers: 1, unmatched: 1 });
  });

  it('undo twice answers 409', async () => {
    const { id } = await shop.import(list, ann);
    await undo(id);
    expect((await refusal(undo(id))).status).toBe(409);
    expect((await refusal(undo(999_999))).status).toBe(404);
  });

  it('a file that names nobody does not replace anything', async () => {
    await shop.import(list, ann);
    expect(await refusal(replace('email\nx\ny'))).toEqual({ status: 422, errors: ['file: no_identifiers'] });
    expect(await shop.mailsOf(list)).toEqual(['ann@example.com']);
  });

  it('an import adopted meanwhile is undone as a whole', async () => {
    const mail = 'appears@example.com';
    const { id } = await shop.import(list, `email\n${mail}`);
    await shop.addPeople(mail);
    await shop.members.adopt(shop.dataSource.manager);
    await undo(id);
    expect(await shop.count(list)).toEqual({ customers: 0, unmatched: 0 });
  });

  it('many at once leave one whole state', async () => {
    await Promise.all([ann, bob, zoe, ann, bob].map(replace));
    const { customers } = (await shop.count(list))!;
    expect(customers).toBe(1);
    expect(await shop.rowsOf(`imports WHERE list_id = ${list} AND status = 'completed'`)).toBe(5);
  });
});
