import { faultsOf } from '../hosts/api.js';
import type { Host, Id } from '../hosts/host.js';
import { all, any, Shop } from './shop.js';

interface Result {
  path: string;
  passed: boolean;
}

/** Tests that segments must pass. */
export function segmentTestTests(open: () => Host) {
  let host: Host;
  let shop: Shop;
  let people: Id[];
  beforeEach(async () => {
    host = open();
    shop = new Shop(host);
    await host.clear();
    people = await shop.people(10, 20, 30, 40);
  });

  const from = (score: number) => all(shop.scoreAtLeast(score));
  const size = (min: number | null, max: number | null) => ({ min, max });
  const body = (tests: unknown, score = 30) => ({ name: 'Tested', conditions: from(score), tests });
  const refusal = async (method: 'post' | 'put', path: string, request: object) => {
    const { errors } = await host.api[method](path, request, 422);
    return (errors as { path: string; code: string; message: string }[]).map(
      ({ path: at, code, message }) => `${at} ${code} ${message}`,
    );
  };
  const logged = async () =>
    host.dataSource.query<{ subject_id: string; details: { failed: string[] }; version: number }[]>(
      `SELECT subject_id, version, details FROM targeting.audit_log WHERE action = 'forced' ORDER BY id`,
    );

  it('are kept as they are given, and null clears them', async () => {
    const tests = { include: people.slice(2), exclude: [people[0]], size: size(1, null) };
    const made = await host.api.post('segments', body(tests));
    expect(made.tests).toEqual(tests);
    const kept = await host.api.put(`segments/${made.id}`, { description: 'More' });
    expect(kept.tests).toEqual(tests);
    const fewer = await host.api.put(`segments/${made.id}`, { tests: { size: { max: 4 } } });
    expect(fewer.tests).toEqual({ include: [], exclude: [], size: size(null, 4) });
    const { data } = await host.api.get(`segments/${made.id}/versions`);
    expect(data[0]).toMatchObject({ version: 3, changes: ['Changed: the tests'] });
    expect((await host.api.post(`segments/${made.id}/duplicate`)).tests).toEqual(fewer.tests);
    expect((await host.api.put(`segments/${made.id}`, { tests: null })).tests).toBeNull();
    expect((await host.api.post(`segments/${made.id}/versions/1/restore`, {}, 200)).tests).toEqual(tests);
  });

  it('refuse what cannot be tested, by its path', async () => {
    const faults = (tests: unknown) => host.api.faults('post', 'segments', body(tests));
    expect(await faults({ include: [people[0], host.unknownCustomer] })).toEqual([
      'tests.include[1] unknown_customer',
    ]);
    expect(await faults({ exclude: [true] })).toEqual(['tests.exclude[0] invalid']);
    expect(await faults({ include: [people[3]], exclude: [people[1], people[3]] })).toEqual([
      'tests.exclude[1] invalid',
    ]);
    expect(await faults({ include: Array.from({ length: 101 }, () => people[3]) })).toEqual([
      'tests.include invalid',
    ]);
    expect(await faults({ size: size(3, 2) })).toEqual(['tests.size.max invalid']);
    expect(await faults({ size: size(-1, null) })).toEqual(['tests.size.min invalid']);
    expect(await faults({ sizes: {} })).toEqual(['tests.sizes unknown_property']);
    expect(await faults('everybody')).toContain('tests invalid');
    expect(await faults({ size: 3 })).toContain('tests.size invalid');
  });

  it('keep from being saved what fails them, with the reasons, unless that is forced', async () => {
    const tests = { include: [people[1], people[3]], exclude: [people[2], people[0]], size: size(3, 1) };
    const { fields } = (await host.api.get('fields')) as { fields: { name: string; label: string }[] };
    const { label } = fields.find(({ name }) => name === host.fields.score)!;
    const failing = { ...tests, size: size(null, 1) };
    const reasons = [
      `tests.include[0] test_failed Customer 1 (${people[1]}) should be in, but is not: ${label} is 20.`,
      `tests.exclude[0] test_failed Customer 2 (${people[2]}) should not be in, but is: ${label} is 30.`,
      'tests.size.max test_failed It should have at most 1 customer, but it has 2 customers.',
    ];
    expect(await refusal('post', 'segments', body(failing))).toEqual(reasons);
    expect((await host.api.get('segments')).total).toBe(0);
    expect(await refusal('post', 'segments', { ...body(failing), status: 'draft' })).toEqual(reasons);
    expect(await logged()).toEqual([]);

    const { id } = await host.api.post('segments', { ...body(failing), force: true });
    const failed = ['tests.include[0]', 'tests.exclude[0]', 'tests.size.max'];
    expect(await logged()).toEqual([{ subject_id: String(id), version: 1, details: { failed } }]);
    expect(await refusal('put', `segments/${id}`, { description: 'More' })).toEqual(reasons);
    // Rules that pass need no force.
    const passing = { include: [people[3]], exclude: [people[0]], size: size(1, 2) };
    await host.api.put(`segments/${id}`, { tests: passing, force: true });
    expect(await logged()).toHaveLength(1);
    expect(await refusal('put', `segments/${id}`, { conditions: from(99) })).toEqual([
      `tests.include[0] test_failed Customer 3 (${people[3]}) should be in, but is not: ${label} is 40.`,
      'tests.size.min test_failed It should have at least 1 customer, but it has 0 customers.',
    ]);
  });

  it('need not be passed by what is put away, but by what comes back into use', async () => {
    const { id } = await host.api.post('segments', body({ include: [people[2]] }));
    await host.changeCustomer(people[2]!, { score: 5 });
    await host.api.put(`segments/${id}`, { status: 'archived' });
    expect(await refusal('put', `segments/${id}`, { status: 'active' })).toHaveLength(1);
    await host.api.put(`segments/${id}`, { status: 'active', force: true });
    expect(await logged()).toHaveLength(1);
  });

  it('hold for a fixed segment as it would be saved', async () => {
    const tests = { include: [people[0]], size: size(null, 2) };
    const fixed = { name: 'By hand', segment_type: 'static', customers: [people[0], people[1]], tests };
    const { id } = await host.api.post('segments', fixed);
    const [one, two] = await refusal('put', `segments/${id}`, { customers: people.slice(1) });
    expect(one).toMatch(/^tests\.include\[0\] test_failed Customer 0 .* is not on the list\.$/);
    expect(two).toMatch(/^tests\.size\.max test_failed .* has 3 customers\.$/);
    expect((await host.api.get(`segments/${id}`)).customer_count).toBe(2);
  });

  it('hold for a version that is restored, unless that is forced', async () => {
    const { id } = await host.api.post('segments', body({ size: size(2, 2) }));
    await host.api.put(`segments/${id}`, { conditions: from(20), tests: { size: size(3, 3) } });
    const restore = `segments/${id}/versions/1/restore`;
    await shop.people(50);
    expect(await refusal('post', restore, {})).toEqual([
      'tests.size.max test_failed It should have at most 2 customers, but it has 3 customers.',
    ]);
    expect(await host.api.faults('post', restore, { force: 'yes' })).toEqual(['force invalid']);
    const restored = await host.api.post(restore, { force: true }, 200);
    expect(restored).toMatchObject({ version: 3, conditions: from(30), tests: { size: size(2, 2) } });
    expect(await logged()).toEqual([
      { subject_id: String(id), version: 3, details: { failed: ['tests.size.max'] } },
    ]);
  });

  it('hold for a file that is brought into a fixed segment, unless that is forced', async () => {
    const tests = { exclude: [people[2]], size: size(null, 2) };
    const fixed = { name: 'By hand', segment_type: 'static', customers: [people[0]], tests };
    const { id } = await host.api.post('segments', fixed);
    const file = (addresses: string, fields = {}, status = 201) =>
      host.api.upload(`segments/${id}/import-csv`, 'a.csv', `email\n${addresses}`, fields, status);
    const refused = await file('c1@example.com\nc2@example.com\n', {}, 422);
    expect(faultsOf(refused)).toEqual(['tests.exclude[0] test_failed', 'tests.size.max test_failed']);
    expect((await host.api.get(`segments/${id}`)).customer_count).toBe(1);
    const [failed] = (await host.api.get('imports')).data;
    expect(failed).toMatchObject({
      status: 'failed',
      error: expect.stringMatching(/^Customer 2 .* It should have at most 2 customers, but it has 3/),
    });
    expect(await logged()).toEqual([]);

    // Nothing is sent to what somebody meant to change, until they say that they do not.
    const campaign = await host.addCampaign({ segment: id });
    expect((await host.send(campaign)).status).toBe(409);
    await host.api.post(`imports/${failed.id}/undo`, {}, 200);
    expect(await host.send(campaign)).toMatchObject({ status: 200, recipients: 1 });

    expect(await file('c1@example.com\n')).toMatchObject({ status: 'completed', matched: 1 });
    expect(faultsOf(await file('c2@example.com\n', { force: 'maybe' }, 422))).toEqual(['force invalid']);
    expect(await file('c2@example.com\n', { force: 'true' })).toMatchObject({ status: 'completed' });
    expect((await host.api.get(`segments/${id}`)).customer_count).toBe(3);
    expect(await logged()).toMatchObject([
      { subject_id: String(id), details: { failed: ['tests.exclude[0]', 'tests.size.max'] } },
    ]);
  });

  it('hold for a file of a fixed segment that is undone, unless that is forced', async () => {
    const tests = { include: [people[2]], size: size(2, null) };
    const fixed = { name: 'By hand', segment_type: 'static', customers: [people[0]] };
    const { id } = await host.api.post('segments', fixed);
    const { id: file } = await host.api.upload(
      `segments/${id}/import-csv`,
      'a.csv',
      'email\nc2@example.com\n',
    );
    await host.api.put(`segments/${id}`, { tests });
    expect(faultsOf(await host.api.post(`imports/${file}/undo`, {}, 422))).toEqual([
      'tests.include[0] test_failed',
      'tests.size.min test_failed',
    ]);
    expect(await host.api.get(`segments/${id}`)).toMatchObject({ customer_count: 2 });
    expect(await host.api.get(`imports/${file}`)).toMatchObject({ status: 'completed' });
    expect(await host.api.faults('post', `imports/${file}/undo`, { force: 'yes' })).toEqual([
      'force invalid',
    ]);
    await host.api.post(`imports/${file}/undo`, { force: true }, 200);
    expect(await host.api.get(`segments/${id}`)).toMatchObject({ customer_count: 1 });
    expect(await logged()).toMatchObject([
      { subject_id: String(id), details: { failed: ['tests.include[0]', 'tests.size.min'] } },
    ]);
    // What has failed brought nobody in: to do without it changes nothing that could be tested.
    await host.api.upload(`segments/${id}/import-csv`, 'b.csv', 'email\nc1@example.com\n', {}, 422);
    const [failed] = (await host.api.get('imports')).data;
    await host.api.post(`imports/${failed.id}/undo`, {}, 200);
  });

  it('tell later what fails, since customers change and go', async () => {
    const inner = await host.api.post('segments', { ...body(null), name: 'Inner' });
    const deep = any(from(99), all({ segment: inner.id, operator: 'in' }, shop.scoreAtLeast(0)));
    const tests = { include: [people[2], people[3]], exclude: [people[0]], size: size(2, 2) };
    const { id } = await host.api.post('segments', { name: 'Deep', conditions: deep, tests });
    await host.api.post('segments', { ...body({ include: [people[3]] }), name: 'Passing', status: 'draft' });
    const none = { data: [] };
    expect(await host.api.get('segments/tests/failing')).toEqual(none);
    const passed = await host.api.get(`segments/${id}/tests`);
    expect(passed).toMatchObject({ passed: true, checked_at: expect.stringMatching(/Z$/) });
    expect((passed.results as Result[]).map(({ path }) => path)).toEqual([
      ...['tests.include[0]', 'tests.include[1]', 'tests.exclude[0]', 'tests.size.min', 'tests.size.max'],
    ]);

    await host.changeCustomer(people[2]!, { score: 12 });
    await host.dataSource.query(`DELETE FROM ${host.customers.table} WHERE ${host.customers.key} = $1`, [
      people[0],
    ]);
    const now = await host.api.get(`segments/${id}/tests`);
    expect(now).toMatchObject({ passed: false });
    const failed = (now.results as Result[]).filter(({ passed: isPassed }) => !isPassed);
    expect(failed).toEqual([
      { path: 'tests.include[0]', passed: false, message: expect.stringContaining('is 12') },
      { path: 'tests.size.min', passed: false, message: expect.stringContaining('has 1 customer.') },
    ]);
    expect(await host.api.get('segments/tests/failing')).toEqual({
      data: [{ id, name: 'Deep', results: failed }],
    });

    await host.api.put(`segments/${id}`, { tests: { ...tests, include: [people[3]], size: null } });
    expect(await host.api.get('segments/tests/failing')).toEqual(none);
    await host.dataSource.query(`UPDATE targeting.segments SET conditions = '{}' WHERE id = $1`, [id]);
    const { results } = await host.api.get(`segments/${id}/tests`);
    expect(results[0]).toMatchObject({ path: expect.stringMatching(/^conditions/), passed: false });
    const { data } = await host.api.get('segments/tests/failing');
    expect(data).toEqual([{ id, name: 'Deep', results: expect.any(Array) }]);
    await host.api.put(`segments/${id}`, { status: 'archived' });
    expect(await host.api.get('segments/tests/failing')).toEqual(none);

    const untested = await host.api.get(`segments/${inner.id}/tests`);
    expect(untested).toMatchObject({ passed: true, results: [] });
    await host.api.get('segments/2000000000/tests', 404);
  });
}
