import { ListMembers } from 'nest-targeting';
import { faultsOf } from '../hosts/api.js';
import type { Host, Id } from '../hosts/host.js';
import { openForeignHost } from '../hosts/foreign-host.js';
import { openReferenceHost } from '../hosts/reference-host.js';

describe.each([
  ['the reference host', openReferenceHost],
  ['a foreign host', openForeignHost],
])('lists of %s', (_, open) => {
  let host: Host;
  let people: Id[];
  beforeAll(async () => {
    host = await open();
    people = await host.addCustomers([
      { email: 'ann@example.com', name: 'Ann', consent: true },
      { email: 'Bob@Example.com', name: 'Bob', consent: false },
      { email: 'cid@example.com', name: 'Cid' },
    ]);
  });
  afterAll(() => host.close());

  const addList = async (body: object = {}): Promise<number> => {
    const { id } = (await host.api.post('lists', { name: 'A list', ...body })) as { id: number };
    return id;
  };
  const importInto = (list: number, content: string, fields: Record<string, string> = {}, status = 201) =>
    host.api.upload(`lists/${list}/import-csv`, 'people.csv', content, fields, status);
  const namesOf = async (list: number, query = 'sort=name'): Promise<string[]> => {
    const { data } = (await host.api.get(`lists/${list}/members?${query}`)) as { data: { name: string }[] };
    return data.map(({ name }) => name);
  };

  it('are read by more at once than there are connections', async () => {
    const list = await addList({ customers: [people[0]] });
    const read = await Promise.all(Array.from({ length: 24 }, () => host.api.get(`lists/${list}`)));
    expect(read.map(({ customer_count }) => customer_count as number)).toEqual(Array(24).fill(1));
  });

  it('are made, changed, listed and deleted', async () => {
    const made = await host.api.post('lists', {
      name: 'Do not disturb',
      customers: [people[0]],
      emails: ['BOB@example.com ', 'later@example.com'],
    });
    expect(made).toMatchObject({
      name: 'Do not disturb',
      description: '',
      status: 'active',
      is_active: true,
      customer_count: 2,
      unmatched_count: 1,
      created_at: expect.any(String),
    });
    expect(await host.api.get(`lists/${made.id}`)).toEqual(made);

    // What a console sends back: all that it got, with one change.
    const changed = await host.api.put(`lists/${made.id}`, { ...made, description: 'By request' });
    expect(changed).toMatchObject({ description: 'By request', customer_count: 2, unmatched_count: 1 });
    expect(await host.api.faults('put', `lists/${made.id}`, { name: null })).toContain('name required');
    const draft = await host.api.put(`lists/${made.id}`, { status: 'draft', description: null });
    expect(draft).toMatchObject({
      name: 'Do not disturb',
      description: '',
      status: 'draft',
      is_active: false,
    });

    expect(await host.api.get('lists?name=DO%20NOT%20DISTURB&status=draft&q=disturb')).toMatchObject({
      data: [{ id: made.id }],
      total: 1,
    });
    expect((await host.api.get('lists?status=archived')).data).toEqual([]);

    await host.api.delete(`lists/${made.id}`);
    await host.api.get(`lists/${made.id}`, 404);
    await host.api.get(`lists/${made.id}/members`, 404);
  });

  it('keep what imports brought when those picked by hand are replaced', async () => {
    const list = await addList({ customers: [people[0]], emails: ['later@example.com'] });
    await importInto(list, 'email\ncid@example.com\neven-later@example.com');
    const changed = await host.api.put(`lists/${list}`, { customers: [people[1]] });
    expect(changed).toMatchObject({ customer_count: 2, unmatched_count: 2 });
    expect(await namesOf(list)).toEqual(['Bob', 'Cid']);
    expect(changed).toMatchObject({ customers: [people[1]], emails: ['later@example.com'] });
    expect(await host.api.put(`lists/${list}`, { emails: [] })).toMatchObject({
      customer_count: 2,
      unmatched_count: 1,
    });
    expect(await host.api.put(`lists/${list}`, { customers: null })).toMatchObject({
      customer_count: 1,
      unmatched_count: 1,
    });
  });

  it('keep who came by an address that stays, whatever theirs is now', async () => {
    const emails = ['ann@example.com', 'bob@example.com'];
    const list = await addList({ emails });
    await host.changeCustomer(people[0]!, { email: 'ann.b@example.com' });
    const names = async (given: string[]) => {
      await host.api.put(`lists/${list}`, { description: given.join(), emails: given });
      return namesOf(list);
    };
    expect(await names(emails)).toEqual(['Ann', 'Bob']);
    expect(await names([...emails, 'cid@example.com'])).toEqual(['Ann', 'Bob', 'Cid']);
    // Ann may have come by the one that stays and is nobody's.
    expect(await names(['ANN@example.com'])).toEqual(['Ann']);
    await host.api.post(`lists/${list}/versions/1/restore`, {}, 200);
    expect(await namesOf(list)).toEqual(['Ann', 'Bob']);
    expect(await names(['bob@example.com'])).toEqual(['Bob']);
    expect(await names([])).toEqual([]);
    await host.changeCustomer(people[0]!, { email: 'ann@example.com' });
    expect(await namesOf(list)).toEqual([]);
  });

  it('bring back what was picked when the import that replaced it is undone, though they were saved since', async () => {
    const list = await addList({ customers: [people[0]], emails: ['bob@example.com', 'later@example.com'] });
    const { id } = await importInto(list, 'email\ncid@example.com', { mode: 'replace' });
    const { customers, emails } = await host.api.get(`lists/${list}`);
    await host.api.put(`lists/${list}`, { customers, emails });
    expect(await namesOf(list)).toEqual(['Cid']);
    await host.api.post(`imports/${id}/undo`, {}, 200);
    expect(await namesOf(list)).toEqual(['Ann', 'Bob']);
    expect(await host.api.get(`lists/${list}`)).toMatchObject({ unmatched_count: 1 });
  });

  it('keep whom they name anew, though an import had replaced them', async () => {
    const list = await addList({ emails: ['bob@example.com'] });
    await importInto(list, 'email\ncid@example.com', { mode: 'replace' });
    await host.api.put(`lists/${list}`, { emails: ['bob.b@example.com'] });
    const members = host.app.get(ListMembers, { strict: false });
    for (const email of ['bob.b@example.com', 'bob@example.com']) {
      await host.changeCustomer(people[1]!, { email });
      await members.adopt(host.dataSource.manager, [people[1]!]);
      expect(await namesOf(list)).toEqual(['Bob', 'Cid']);
    }
  });

  it('are neither changed nor deleted while a file is being written into them, and keep nobody else waiting', async () => {
    const list = await addList({ emails: ['bob@example.com'] });
    const segment = await host.api.post('segments', {
      ...{ name: 'Fixed', segment_type: 'static', customers: [people[0]] },
    });
    const runner = host.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query('UPDATE targeting.lists SET updated_at = now()');
    try {
      const deleted = async (path: string): Promise<any> => (await host.api.ask('delete', path)).body;
      const refused: any[] = await Promise.all([
        host.api.put(`lists/${list}`, { description: 'new' }, 409),
        deleted(`lists/${list}`),
        host.api.put(`segments/${segment.id}`, { customers: [] }, 409),
        deleted(`segments/${segment.id}`),
        host.api.post('audiences', { name: 'Another' }),
      ]);
      expect(refused.slice(0, 4).map(({ errors: [fault] }) => `${fault.path} ${fault.code}`)).toEqual(
        [`lists/${list}`, `lists/${list}`, `segments/${segment.id}`, `segments/${segment.id}`].map(
          (path) => `${path} busy`,
        ),
      );
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
    await host.api.put(`lists/${list}`, { description: 'new' });
    await host.api.delete(`segments/${segment.id}`);
  });

  it('refuse what cannot be', async () => {
    const post = (body: object) => host.api.faults('post', 'lists', { name: 'x', ...body });
    expect(await post({ name: '' })).toEqual(['name required']);
    expect(await post({ custmers: [] })).toEqual(['custmers unknown_property']);
    expect(await post({ customers: [people[0], host.unknownCustomer] })).toEqual([
      'customers[1] unknown_customer',
    ]);
    expect(await post({ customers: [true] })).toEqual(['customers[0] invalid']);
    expect(await post({ emails: ['a@example.com', 'b'] })).toEqual(['emails[1] invalid_email']);
    expect(await post({ emails: ['a@example.com', 5] })).toEqual(['emails[1] invalid']);
    await host.api.get('lists?sort=secret', 422);
    await host.api.get('lists/999999', 404);
  });

  it('page their members by key, sorted and searched', async () => {
    const list = await addList({ customers: people });
    const first = await host.api.get(`lists/${list}/members?per_page=2&sort=name&order=desc`);
    expect(first).toMatchObject({ total: 3, data: [{ name: 'Cid' }, { name: 'Bob' }] });
    expect(Object.keys(first.data[0]).sort()).toEqual(['email', 'id', 'name', 'sources']);
    expect(first.data[0].sources).toEqual([`list:${list}`]);
    expect(await namesOf(list, `per_page=2&sort=name&order=desc&after=${first.next}`)).toEqual(['Ann']);
    expect(await namesOf(list, 'q=BOB@')).toEqual(['Bob']);
    expect(await host.api.all(`lists/${list}/members`, 1)).toHaveLength(3);
  });

  it('are in use by audiences and segments until those let go', async () => {
    const list = await addList();
    const audience = await host.api.post('audiences', { name: 'Guests', exclude_lists: [list] });
    const segment = await host.api.post('segments', {
      name: 'Listed',
      conditions: { logic: 'AND', rules: [{ list, operator: 'in' }] },
    });
    for (const refusal of [
      await host.api.delete(`lists/${list}`, 409),
      await host.api.put(`lists/${list}`, { status: 'archived' }, 409),
    ])
      expect(refusal.errors).toMatchObject([
        { path: `segments/${segment.id}`, code: 'in_use' },
        { path: `audiences/${audience.id}`, code: 'in_use' },
      ]);
    await host.api.delete(`segments/${segment.id}`);
    await host.api.delete(`audiences/${audience.id}`);
    await host.api.put(`lists/${list}`, { status: 'archived' });
    await host.api.delete(`lists/${list}`);
  });

  it('of static segments are not shown', async () => {
    const before = (await host.api.get('lists')).total;
    const { id } = await host.api.post('segments', {
      name: 'Fixed',
      segment_type: 'static',
      customers: [people[0]],
    });
    const done = await host.api.upload(`segments/${id}/import-csv`, 'x.csv', 'email\nbob@example.com');
    expect(done).toMatchObject({ status: 'completed', matched: 1 });
    expect((await host.api.get('lists')).total).toBe(before);
    await host.api.get(`lists/${done.list_id}`, 404);
    await host.api.put(`lists/${done.list_id}`, { name: 'Mine' }, 404);
    await importInto(done.list_id, 'email\nann@example.com', {}, 404);
  });

  it('take a CSV, report it, give back what was rejected, and undo it', async () => {
    const list = await addList();
    const done = await importInto(list, 'Name;E-Mail\nAnn;ANN@example.com\nEve;eve@example.com\nNo;=no\n');
    expect(done).toMatchObject({
      status: 'completed',
      list_id: list,
      file_name: 'people.csv',
      mode: 'append',
      column: 'E-Mail',
      identifier: 'email',
      ...{ rows: 3, matched: 1, created: 0, duplicates: 0, unmatched: 1, rejected: 1 },
    });
    expect(await host.api.get(`imports/${done.id}`)).toEqual(done);
    expect(await host.api.get(`imports?list_id=${list}&status=completed&sort=rows&q=PEOPLE`)).toEqual({
      data: [done],
      total: 1,
    });

    const rejected = await host.api.ask('get', `imports/${done.id}/rejected`).expect(200);
    expect(rejected.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(rejected.headers['content-disposition']).toBe(
      `attachment; filename="import-${done.id}-rejected.csv"`,
    );
    expect(rejected.text.split('\r\n')).toEqual([
      'line,code,reason,Name,E-Mail',
      '3,unmatched,No customer has this identifier; the list remembers it.,Eve,eve@example.com',
      "4,invalid_email,This is no e-mail address.,No,'=no",
      '',
    ]);

    const rows = (query: string) => host.api.get(`imports/${done.id}/rejected-rows?${query}`);
    const first = await rows('per_page=1');
    expect(first).toEqual({
      header: ['Name', 'E-Mail'],
      data: [{ line: 3, code: 'unmatched', reason: expect.any(String), cells: ['Eve', 'eve@example.com'] }],
      total: 2,
      next: expect.any(String),
    });
    expect(await rows(`per_page=1&after=${first.next}`)).toMatchObject({
      data: [{ line: 4, code: 'invalid_email', cells: ['No', '=no'] }],
      next: null,
    });
    await host.api.get(`imports/${done.id}/rejected-rows?after=x`, 422);
    await host.api.get('imports/999999/rejected-rows', 404);

    expect(await host.api.post(`imports/${done.id}/undo`, {}, 200)).toMatchObject({ status: 'undone' });
    expect(await host.api.get(`lists/${list}`)).toMatchObject({ customer_count: 0, unmatched_count: 0 });
    expect(faultsOf(await host.api.post(`imports/${done.id}/undo`, {}, 409))).toEqual([
      `imports/${done.id} undone`,
    ]);
    await host.api.get('imports/999999', 404);
    await host.api.get('imports/999999/rejected', 404);
  });

  it('say which static segment a file was brought into', async () => {
    const { id, list_id: behind } = await host.api.post('segments', {
      name: 'Fixed',
      segment_type: 'static',
    });
    const done = await host.api.upload(`segments/${id}/import-csv`, 'a.csv', 'email\nann@example.com');
    expect(done).toMatchObject({ segment_id: id, list_id: behind });
    expect((await host.api.get(`imports?list_id=${behind}`)).data).toEqual([done]);
    await host.api.get('imports?list_id=3000000000', 422);
    const list = await addList();
    expect(await importInto(list, 'email\nann@example.com')).toMatchObject({ segment_id: null });
  });

  it('find whom pasted addresses and ids name', async () => {
    const identifiers = [
      ' ANN@example.com',
      String(people[1]),
      'nobody@example.com',
      'no@address',
      'ann@example.com',
    ];
    const { data } = await host.api.post('lists/match', { identifiers }, 200);
    const ann = { id: people[0], name: 'Ann', email: 'ann@example.com' };
    expect(data).toEqual([
      { identifier: ' ANN@example.com', kind: 'email', outcome: 'found', customers: [ann] },
      {
        identifier: String(people[1]),
        kind: 'id',
        outcome: 'found',
        customers: [expect.objectContaining({ id: people[1] })],
      },
      { identifier: 'nobody@example.com', kind: 'email', outcome: 'unknown', customers: [] },
      { identifier: 'no@address', kind: null, outcome: 'invalid', customers: [] },
      { identifier: 'ann@example.com', kind: 'email', outcome: 'found', customers: [ann] },
    ]);
    const unknown = await host.api.post('lists/match', { identifiers: [String(host.unknownCustomer)] }, 200);
    expect(unknown.data).toMatchObject([{ kind: 'id', outcome: 'unknown' }]);
    expect(await host.api.faults('post', 'lists/match', { identifiers: [] })).toEqual([
      'identifiers invalid',
    ]);
  });

  it('take ids of customers', async () => {
    const list = await addList();
    const done = await importInto(list, `id\n${people[0]}\n${host.unknownCustomer}\n-\n`);
    expect(done).toMatchObject({ identifier: 'id', matched: 1, unmatched: 1, rejected: 1 });
    expect(await namesOf(list)).toEqual(['Ann']);
  });

  it('take the options of an upload, empty ones being none', async () => {
    const list = await addList({ customers: [people[2]] });
    const options = { mode: 'replace', unmatched: '', column: 'second', use: 'include' };
    const done = await importInto(list, 'first,second\nann@example.com,bob@example.com', options);
    expect(done).toMatchObject({ mode: 'replace', column: 'second', matched: 1 });
    expect(await namesOf(list)).toEqual(['Bob']);
    await host.api.post(`imports/${done.id}/undo`, {}, 200);
    expect(await namesOf(list)).toEqual(['Cid']);
  });

  it.each<[string, string, Record<string, string>, string, string]>([
    ['no CSV', '%PDF-1.7', {}, 'file', 'not_csv'],
    ['empty', '', {}, 'file', 'empty_file'],
    ['no usable column', 'name\nAnn', {}, 'column', 'no_identifying_column'],
    ['a broken quote', 'email\n"ann@example.com', {}, 'file', 'broken_quote'],
    ['an unknown option', 'email\nann@example.com', { mod: 'replace' }, 'mod', 'unknown_property'],
    ['an unknown value', 'email\nann@example.com', { mode: 'overwrite' }, 'mode', 'invalid'],
  ])('refuse an upload and change nothing: %s', async (__, content, fields, path, code) => {
    const list = await addList({ customers: [people[0]] });
    const { errors } = await importInto(list, content, fields, 422);
    expect(errors).toMatchObject([{ path, code }]);
    expect(await namesOf(list)).toEqual(['Ann']);
    expect((await host.api.get(`imports?list_id=${list}`)).total).toBe(0);
  });

  it('refuse an upload without a file, with two, and for a list that is not there', async () => {
    const list = await addList();
    const upload = () => host.api.ask('post', `lists/${list}/import-csv`);
    const two = upload().attach('file', Buffer.from('a'), 'a.csv').attach('file', Buffer.from('b'), 'b.csv');
    for (const answer of [await upload().send({}), await upload().field('mode', 'append'), await two]) {
      expect(answer.status).toBe(422);
      expect(answer.type).toBe('application/problem+json');
      expect(answer.body.errors[0].path).toBe('file');
    }
    await importInto(999_999, 'email\nann@example.com', {}, 404);
  });

  it('count who appears later, in the rule of a segment and in an audience that excludes them', async () => {
    const list = await addList();
    const mail = `${Math.random().toString(36).slice(2)}@example.com`;
    await importInto(list, `email\n${mail.toUpperCase()}`);
    const segment = { conditions: { logic: 'AND', rules: [{ list, operator: 'in' }] } };
    expect((await host.api.post('segments/preview', segment, 200)).count).toBe(0);
    const [late] = await host.addCustomers([{ email: mail, name: 'Late', consent: true }]);
    expect((await host.api.post('segments/preview', segment, 200)).sample).toMatchObject([{ id: late }]);
    expect(await host.api.get(`lists/${list}`)).toMatchObject({ customer_count: 1, unmatched_count: 0 });
    const audience = { include_customers: [late, people[0]], exclude_lists: [list] };
    expect((await host.api.post('audiences/preview', audience, 200)).sample).toMatchObject([
      { id: people[0] },
    ]);
  });
});
