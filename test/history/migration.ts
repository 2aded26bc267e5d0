import { targetingMigrations } from 'nest-targeting';
import { DataSource } from 'typeorm';
import { createDatabase, type TestDatabase } from '../support/database.js';

const keys = {
  integer: ['17', '4'],
  uuid: ['b0000000-0000-4000-8000-000000000000', 'a0000000-0000-4000-8000-000000000000'],
} as const;

/** Databases of the versions before know what their definitions were from here on. */
describe.each(['integer', 'uuid'] as const)('a database with definitions, of customers by %s', (keyType) => {
  let database: TestDatabase;
  let dataSource: DataSource;
  const open = async (isWanted: (timestamp: number) => boolean) => {
    const migrations = targetingMigrations(keyType).filter(({ name }) => isWanted(Number(name.slice(-13))));
    dataSource = new DataSource({ type: 'postgres', url: database.url, migrations });
    await dataSource.initialize();
    await dataSource.runMigrations();
  };
  const query = <Row>(sql: string, parameters?: unknown[]) => dataSource.query<Row[]>(sql, parameters);
  const remembered = () =>
    query('SELECT kind, value, list_id, import_id FROM targeting.list_identifiers ORDER BY value');
  const observed = () => query('SELECT segment_id, by_key FROM targeting.observed_segments');
  const sizes = () =>
    query<{ count: number }>('SELECT id, segment_id, count FROM targeting.segment_history ORDER BY id');
  const members = () =>
    query(
      'SELECT * FROM (SELECT list_id, customer_id, import_id, replaced_by FROM targeting.list_members) m ORDER BY 1, 2, 3',
    );
  const listed = [...keys[keyType]].reverse().flatMap((key) => {
    const customer_id = keyType === 'integer' ? Number(key) : key;
    return [
      { list_id: 1, customer_id, import_id: 0, replaced_by: null },
      { list_id: 2, customer_id, import_id: 0, replaced_by: null },
      { list_id: 2, customer_id, import_id: 5, replaced_by: 6 },
    ];
  });
  listed.sort((one, other) => one.list_id - other.list_id);
  const named = [
    { kind: 'email', value: 'a@example.com', list_id: 2, import_id: -1 },
    { kind: 'email', value: 'b@example.com', list_id: 2, import_id: -1 },
    { kind: 'email', value: 'c@example.com', list_id: 2, import_id: 5 },
  ];

  beforeAll(async () => {
    database = await createDatabase();
    await open((timestamp) => timestamp < 1764000600000);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  it('gets a first version of each, by whom and when it was changed last', async () => {
    const at = '2026-01-02T03:04:05.000Z';
    const conditions = { logic: 'AND', rules: [{ field: 'score', operator: 'is_set' }] };
    await query(
      `INSERT INTO targeting.lists (id, name, kind, created_by, updated_by, updated_at)
         VALUES (1, 'Guests', 'list', 'ann', NULL, $1), (2, 'Behind', 'segment', NULL, NULL, $1)`,
      [at],
    );
    await query(
      `INSERT INTO targeting.segments (id, name, segment_type, conditions, list_id, version, created_by, updated_by, updated_at)
         VALUES (1, 'VIP', 'dynamic', $1, NULL, 3, 'ann', 'bob', $2), (2, 'Fixed', 'static', NULL, 2, 1, 'ann', NULL, $2)`,
      [conditions, at],
    );
    await query(
      `INSERT INTO targeting.audiences (id, name, include_segments, exclude_contacted_within_days, status, updated_at)
         VALUES (1, 'All', '[1]', 7, 'draft', $1)`,
      [at],
    );
    await query(
      `INSERT INTO targeting.list_members (list_id, customer_id, import_id, replaced_by) SELECT l, key, i, r FROM unnest($1::${keyType}[]) key,
         (VALUES (1, 0, NULL), (2, 0, NULL), (2, 5, 6)) v(l, i, r)`,
      [keys[keyType]],
    );
    await query(
      `INSERT INTO targeting.list_identifiers (kind, value, list_id, import_id)
         VALUES ('email', 'b@example.com', 2, -1), ('email', 'a@example.com', 2, -1), ('email', 'c@example.com', 2, 5)`,
    );
    await query(
      `INSERT INTO targeting.observed_segments (segment_id, definition, revision) VALUES (1, '', 1)`,
    );
    await query(
      `INSERT INTO targeting.segment_history (segment_id, at, count, entered, "left")
         VALUES (1, '2026-01-02Z', 2, 1, 0), (2, '2026-01-01Z', 9, 0, 0), (1, '2026-01-01Z', 1, 0, 0)`,
    );
    await dataSource.destroy();
    await open(() => true);

    const versions = await query<{ kind: string; version: number; author: string | null; created_at: Date }>(
      'SELECT * FROM targeting.definition_versions ORDER BY kind DESC, subject_id',
    );
    const customers = [...keys[keyType]].reverse().map((key) => (keyType === 'integer' ? Number(key) : key));
    const common = { description: '', status: 'active' };
    expect(versions).toEqual(
      [
        {
          ...{ kind: 'segment', subject_id: 1, version: 3, author: 'bob' },
          definition: { ...common, name: 'VIP', segment_type: 'dynamic', conditions },
        },
        {
          ...{ kind: 'segment', subject_id: 2, version: 1, author: 'ann' },
          definition: {
            ...{ ...common, name: 'Fixed', segment_type: 'static', conditions: null, customers },
            emails: ['a@example.com', 'b@example.com'],
          },
        },
        {
          ...{ kind: 'list', subject_id: 1, version: 1, author: 'ann' },
          definition: { ...common, name: 'Guests', customers, emails: [] },
        },
        {
          ...{ kind: 'audience', subject_id: 1, version: 1, author: null },
          definition: {
            ...{ name: 'All', description: '', status: 'draft', include_segments: [1], include_logic: 'OR' },
            ...{ include_customers: [], include_lists: [], exclude_segments: [], exclude_customers: [] },
            ...{ exclude_lists: [], exclude_unsubscribed: true, exclude_contacted_within_days: 7 },
            exclude_contacted_in_campaigns: [],
          },
        },
      ].map((version) => ({ ...version, created_at: new Date(at) })),
    );
    expect(await query('SELECT version FROM targeting.lists')).toEqual([{ version: 1 }, { version: 1 }]);
    expect(await remembered()).toEqual(named);
    expect(await members()).toEqual(listed);
    expect(await observed()).toEqual([{ segment_id: 1, by_key: keyType === 'integer' }]);
    await query(
      `INSERT INTO targeting.segment_history (segment_id, at, count, entered, "left") VALUES (1, '2026-01-02Z', 3, 1, 0)`,
    );
    expect(await sizes()).toEqual([
      { id: '1', segment_id: 1, count: 1 },
      { id: '2', segment_id: 2, count: 9 },
      { id: '3', segment_id: 1, count: 2 },
      { id: '4', segment_id: 1, count: 3 },
    ]);
  });

  it('can be taken back', async () => {
    const isThere = async () =>
      (await query<{ table: string | null }>(`SELECT to_regclass('targeting.audit_log') AS table`))[0]!.table;
    for (let left = 20; left > 0 && (await isThere()); left--) await dataSource.undoLastMigration();
    expect(await isThere()).toBeNull();
    expect(await query('SELECT name FROM targeting.lists ORDER BY id')).toHaveLength(2);
    expect(await remembered()).toEqual(named);
    expect(await members()).toEqual(listed);
    await query(`INSERT INTO targeting.ordinals (customer_id) SELECT unnest($1::${keyType}[])`, [
      keys[keyType],
    ]);
    await dataSource.runMigrations();
    expect(await query('SELECT FROM targeting.definition_versions')).toHaveLength(4);
    // Of two at one instant, the one recorded last.
    expect((await sizes()).map(({ count }) => count)).toEqual([1, 9, 3]);
    // Of integers it is not known now by which numbers they were observed.
    expect(await observed()).toHaveLength(keyType === 'integer' ? 0 : 1);
    expect(await remembered()).toEqual(named);
    expect(await members()).toEqual(listed);
  });
});
