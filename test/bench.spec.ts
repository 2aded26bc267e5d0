import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { end, endAll, launch, launcherOver, query } from './support/launch.js';

interface Results {
  customers: number;
  agreed: { counts: Record<string, number>; differences: string[] };
  lines: {
    name: string;
    title: string;
    reference?: { median: number };
    ours?: { median: number };
    note?: string;
    differences: string[];
  }[];
}

/** A run of the smallest size: that it works, and that all methods find the same. How long they take is no matter here. */
describe('npm run bench', () => {
  const directory = mkdtempSync(join(tmpdir(), 'bench-spec-'));
  // The account of the database has to pass through.
  chmodSync(directory, 0o711);
  let bench: ChildProcess | undefined;
  let audience: number;

  const run = async (...args: string[]) => {
    bench = spawn(process.execPath, ['scripts/bench/index.mjs', '--data', directory, ...args], {
      env: { ...process.env, DATABASE_URL: '' },
    });
    let output = '';
    for (const stream of [bench.stdout!, bench.stderr!])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const [code] = (await once(bench, 'close')) as [number | null];
    return { code, output };
  };

  afterAll(async () => {
    endAll();
    if (bench?.exitCode === null) {
      bench.kill('SIGTERM');
      await once(bench, 'close');
    }
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  });

  it('measures every work, and all methods agree', async () => {
    const { code, output } = await run('--size', '20k', '--rounds', '1');

    expect(output).toContain('All methods gave the same numbers.');
    expect(code).toBe(0);
    const { customers, agreed, lines } = JSON.parse(
      readFileSync(join(directory, 'results-20k.json'), 'utf8'),
    ) as Results;
    expect(customers).toBe(20_000);
    expect(agreed.differences).toEqual([]);
    const counts = Object.values(agreed.counts);
    expect(counts.length).toBeGreaterThanOrEqual(11);
    expect(new Set(counts).size).toBe(1);
    audience = counts[0]!;
    expect(audience).toBeGreaterThan(0);
    expect(lines.flatMap(({ differences }) => differences)).toEqual([]);
    expect(lines.map(({ title }) => title)).toEqual([
      'audience preview, everything warm',
      'the same, one after another',
      'the same, one rule edited: a score',
      'the same, one rule edited: a JSON attribute',
      'the same, one rule edited: bought in 30 days',
      'the same, one rule edited: opened 3 times in 90 days',
      'the same, one rule edited: spent an amount in a year',
      'nothing warm, SQL alone: count',
      'nothing warm, SQL alone: ledger and sample',
      '100 segments exact after 1,000 customers changed',
      'the same, after an hour has passed',
      'membership events after a day has passed',
      'ingest with change capture, batches of 1',
      'ingest with change capture, batches of 100',
      'ingest with change capture, batches of 1,000',
      'CSV of as many rows to a list, matched by e-mail',
      'CSV to a list, against SQL that keeps as much',
      'snapshot with sources and reasons',
      'snapshot, against SQL that keeps as much',
      'export of all members as CSV',
      'any page of all members',
      'any page, one after another',
      'a request that asks for nothing',
    ]);
    for (const { title, reference, ours, note } of lines) {
      expect(output).toContain(`\n${title}  `);
      expect((reference ?? ours)!.median).toBeGreaterThan(0);
      expect(ours ? ours.median > 0 : note === 'not built yet').toBe(true);
    }
    expect(readFileSync(join(directory, 'cost.svg'), 'utf8')).toMatch(/^<svg .*<\/svg>\n$/s);
  }, 400_000);

  it('uses the data that is there, and does only what it is asked for', async () => {
    const { code, output } = await run('--size', '20k', '--rounds', '1', '--only', 'page,window');

    expect(code).toBe(0);
    expect(output).not.toContain('Generating');
    // What the run before changed, it has undone.
    expect(output).toContain(`The audience has ${audience.toLocaleString('en')} by`);
    expect(output).toContain('\nany page of all members  ');
    expect(output).toContain('\nthe same, after an hour has passed  ');
    expect(output).not.toContain('\naudience preview');
  }, 120_000);

  it('fails when the methods differ', async () => {
    const server = await launch(launcherOver(directory));
    const database = new URL(server.url);
    database.pathname = '/bench_20k';
    // The library folds the addresses of a list; the statements by hand take them as they are.
    await query(database.href, 'update bench.csv set email = upper(email)');
    await end(server.node, 'SIGTERM');

    const { code, output } = await run('--size', '20k', '--rounds', '1', '--only', 'page');

    expect(code).toBe(1);
    expect(output).toMatch(/WRONG: the methods differ.\nthe audience: SQL by hand, hashed IN: \d+ /);
  }, 120_000);

  it('says what it can be asked for', async () => {
    const { code, output } = await run('--size', 'enormous');

    expect(code).toBe(1);
    expect(output).toContain('There is no size enormous.');
    expect(output).toContain('--size 20k|100k|1m|10m');
  });
});
